-- Account name, sort code and number are encrypted; the last four digits and a keyed hash for finding the same account again are not.
create table BankDetails (
    Id              uniqueidentifier not null constraint PK_BankDetails primary key,
    OrganisationId  uniqueidentifier not null constraint FK_BankDetails_Organisation references Organisation (Id),
    EncryptedAccount   $text$           not null,
    LastFour        nvarchar(4)          not null,
    AccountHash     nvarchar(64)         not null,
    State           nvarchar(12)      not null,
    IsChange        bit              not null,
    GivenBy         uniqueidentifier not null,
    GivenAt         datetime2(3)     not null,
    ProofFileId     uniqueidentifier null constraint FK_BankDetails_Proof references StoredFile (Id),
    Modulus         nvarchar(12)      null,
    ModulusVersion  nvarchar(50)     null,
    Payee           nvarchar(12)      null,
    PayeeName       nvarchar(100)    null,
    PayeeNote       nvarchar(1000)   null,
    PayeeBy         uniqueidentifier null,
    PayeeAt         datetime2(3)     null,
    CallNumber      nvarchar(40)      null,
    CallNote        nvarchar(1000)   null,
    CalledBy        uniqueidentifier null,
    CalledAt        datetime2(3)     null,
    DecidedBy       uniqueidentifier null,
    DecidedAt       datetime2(3)     null,
    DecidedNote     nvarchar(1000)   null,
    Version         int              not null
)
GO
create index IX_BankDetails_OrganisationId on BankDetails (OrganisationId, GivenAt)
GO
create index IX_BankDetails_State on BankDetails (State, GivenAt)
GO
-- One at a time waits, and one is in use.
create unique index IX_BankDetails_Given on BankDetails (OrganisationId) where State = 'Given'
GO
create unique index IX_BankDetails_Confirmed on BankDetails (OrganisationId) where State = 'Confirmed'
GO
-- Pay.UK's weight table and substitutions, each version from its day on.
create table ModulusTable (
    Id             uniqueidentifier not null constraint PK_ModulusTable primary key,
    VersionName    nvarchar(50)     not null,
    ValidFrom      date             not null,
    Weights        $text$           not null,
    Substitutions  $text$           not null,
    Lines          int              not null,
    LoadedBy       uniqueidentifier not null,
    LoadedAt       datetime2(3)     not null
)
GO
create unique index IX_ModulusTable_ValidFrom on ModulusTable (ValidFrom)
