-- A dated extract of a public register or of the sanctions list. The newest complete one of each kind is read; an import in progress is not.
create table RegisterImport (
    Id           int              not null constraint PK_RegisterImport primary key,
    Kind         nvarchar(10)      not null,
    ExtractDate  date             not null,
    FileName     nvarchar(260)    not null,
    FileId       uniqueidentifier null constraint FK_RegisterImport_File references StoredFile (Id),
    State        nvarchar(10)      not null,
    Lines        int              not null,
    Kept         int              not null,
    Faults       $text$           null,
    StartedBy    uniqueidentifier not null,
    StartedAt    datetime2(3)     not null,
    FinishedAt   datetime2(3)     null,
    ClaimedUntil datetime2(3)     null,
    constraint CK_RegisterImport_State check (State in ('Waiting', 'Running', 'Current', 'Replaced', 'Refused'))
)
GO
create index IX_RegisterImport_Kind on RegisterImport (Kind, State)
GO
create table RegisterEntry (
    ImportId      int           not null,
    Number        nvarchar(12)   not null,
    Name          nvarchar(300) not null,
    NameKey       nvarchar(200)  not null,
    Status        nvarchar(100) not null,
    RegisteredOn  date          null,
    RemovedOn     date          null,
    AccountsTo    date          null,
    AccountsDueOn date          null,
    Overdue       bit           null,
    Insolvent     bit           null,
    Postcode      nvarchar(10)   null,
    constraint PK_RegisterEntry primary key (ImportId, Number)
)
GO
create index IX_RegisterEntry_NameKey on RegisterEntry (NameKey, ImportId)
GO
-- What a register showed about an organisation, as it was seen and when.
create table RegisterSighting (
    Id              uniqueidentifier not null constraint PK_RegisterSighting primary key,
    OrganisationId  uniqueidentifier not null constraint FK_RegisterSighting_Organisation references Organisation (Id),
    Register        nvarchar(10)      not null,
    Number          nvarchar(20)      not null,
    FactsJson       $text$           not null,
    SeenAt          datetime2(3)     not null,
    SeenBy          uniqueidentifier not null
)
GO
create index IX_RegisterSighting_OrganisationId on RegisterSighting (OrganisationId, SeenAt)
GO
create table SanctionName (
    Id        uniqueidentifier not null constraint PK_SanctionName primary key,
    ImportId  int              not null,
    GroupId   nvarchar(40)      not null,
    Kind      nvarchar(20)      not null,
    Name      nvarchar(400)    not null,
    Born      nvarchar(200)    null,
    Regime    nvarchar(300)    null
)
GO
create index IX_SanctionName_ImportId on SanctionName (ImportId)
GO
create table SanctionKey (
    KeyText  nvarchar(120)     not null,
    NameId   uniqueidentifier not null,
    constraint PK_SanctionKey primary key (KeyText, NameId)
)
