-- The step of the last authenticator code, so that none is taken twice; a new phone's key until its first code; the directory's own id of a
-- person; and who may use a password when the office's staff sign in with their directory.
alter table Person add LastCodeStep bigint null
GO
alter table Person add PendingKey $text$ null
GO
alter table Person add DirectorySubject nvarchar(200) null
GO
alter table Person add BreakGlass bit not null constraint DF_Person_BreakGlass default 0
GO
create unique index IX_Person_DirectorySubject on Person (DirectorySubject) where DirectorySubject is not null
GO
-- Found by a hash, because ids tell capital letters apart and not every database does.
create table PersonPasskey (
    Id              uniqueidentifier not null constraint PK_PersonPasskey primary key,
    PersonId        uniqueidentifier not null constraint FK_PersonPasskey_Person references Person (Id),
    CredentialHash  nvarchar(64)         not null,
    CredentialId    $text$           not null,
    PublicKey       $text$           not null,
    Name            nvarchar(100)    not null,
    SignCount       bigint           not null,
    Transports      nvarchar(200)     not null,
    BackupEligible  bit              not null,
    BackedUp        bit              not null,
    CreatedAt       datetime2(3)     not null,
    LastUsedAt      datetime2(3)     null
)
GO
create unique index IX_PersonPasskey_CredentialHash on PersonPasskey (CredentialHash)
GO
create index IX_PersonPasskey_PersonId on PersonPasskey (PersonId)
GO
-- Where somebody is signed in. No network address: the words of the device are enough to know it again, and an address would be a record of
-- where people are.
create table PersonSession (
    Id          uniqueidentifier not null constraint PK_PersonSession primary key,
    PersonId    uniqueidentifier not null constraint FK_PersonSession_Person references Person (Id),
    CreatedAt   datetime2(3)     not null,
    SeenAt      datetime2(3)     not null,
    EndsAt      datetime2(3)     not null,
    Method      nvarchar(40)      not null,
    Device      nvarchar(100)    not null,
    DeviceHash  nvarchar(64)         not null,
    EndedAt     datetime2(3)     null,
    EndedWhy    nvarchar(40)      null
)
GO
create index IX_PersonSession_PersonId on PersonSession (PersonId, CreatedAt)
GO
create index IX_PersonSession_EndsAt on PersonSession (EndsAt)
GO
-- What happened at the door, failures too. An address that nobody has is kept as a keyed hash, to count it and not to read it.
create table SignInEvent (
    Id           uniqueidentifier not null constraint PK_SignInEvent primary key,
    At           datetime2(3)     not null,
    PersonId     uniqueidentifier null constraint FK_SignInEvent_Person references Person (Id),
    AddressHash  nvarchar(64)         null,
    Outcome      nvarchar(40)      not null,
    Detail       nvarchar(200)    null,
    Device       nvarchar(100)    not null
)
GO
create index IX_SignInEvent_At on SignInEvent (At)
GO
create index IX_SignInEvent_PersonId on SignInEvent (PersonId, At)
