-- The trail of everything done, chained by hashes; AuditHead is the chain's end and the lock that keeps it single.
create table AuditEntry (
    Sequence      bigint           not null constraint PK_AuditEntry primary key,
    At            datetime2(3)     not null,
    ActorId       uniqueidentifier not null,
    ActorName     nvarchar(200)    not null,
    Action        nvarchar(50)      not null,
    SubjectId     uniqueidentifier not null,
    Detail        $text$           null,
    PreviousHash  nvarchar(64)         not null,
    Hash          nvarchar(64)         not null
)
GO
create index IX_AuditEntry_SubjectId on AuditEntry (SubjectId, Sequence)
GO
create table AuditHead (
    Id        int      not null constraint PK_AuditHead primary key,
    Sequence  bigint   not null,
    Hash      nvarchar(64) not null
)
GO
insert into AuditHead (Id, Sequence, Hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')
GO
-- E-mail waits here in the transaction that caused it, so a rolled-back decision sends nothing.
create table OutboxEmail (
    Id             uniqueidentifier not null constraint PK_OutboxEmail primary key,
    ToAddress      nvarchar(320)     not null,
    Subject        nvarchar(300)    not null,
    TextBody       $text$           not null,
    HtmlBody       $text$           null,
    AttachmentId   uniqueidentifier null,
    SubjectId      uniqueidentifier not null,
    State          nvarchar(20)      not null,
    CreatedAt      datetime2(3)     not null,
    NextAttemptAt  datetime2(3)     not null,
    Attempts       int              not null,
    ClaimedBy      nvarchar(100)     null,
    ClaimedUntil   datetime2(3)     null,
    HandedOverAt   datetime2(3)     null,
    SentAt         datetime2(3)     null,
    LastError      $text$           null,
    constraint CK_OutboxEmail_State check (State in ('Waiting', 'Claimed', 'Sent', 'Uncertain', 'Failed'))
)
GO
create index IX_OutboxEmail_Due on OutboxEmail (State, NextAttemptAt)
GO
create index IX_OutboxEmail_SubjectId on OutboxEmail (SubjectId)
GO
create table StoredFile (
    Id           uniqueidentifier not null constraint PK_StoredFile primary key,
    Name         nvarchar(260)    not null,
    ContentType  nvarchar(100)     not null,
    ByteLength   bigint           not null,
    Sha256       nvarchar(64)         not null,
    StoredAt     datetime2(3)     not null,
    StoredBy     uniqueidentifier not null
)
GO
create table DataProtectionKey (
    Id            uniqueidentifier not null constraint PK_DataProtectionKey primary key,
    FriendlyName  nvarchar(200)    not null,
    Xml           $text$           not null,
    CreatedAt     datetime2(3)     not null
)
GO
-- Small facts about the portal itself, such as the moved clock of a demonstration.
create table Setting (
    Name       nvarchar(100)  not null constraint PK_Setting primary key,
    SetValue   $text$        not null,
    ChangedAt  datetime2(3)  not null
)
