-- Areas of the Community Safety Partnerships. A merged area keeps its row and its history; its successor is a new one.
create table CspArea (
    Id           uniqueidentifier not null constraint PK_CspArea primary key,
    Name         nvarchar(100)    not null,
    OnsCode      nvarchar(9)       null,
    Position     int              not null,
    ValidFrom    date             not null,
    ValidTo      date             null,
    SuccessorId  uniqueidentifier null constraint FK_CspArea_Successor references CspArea (Id)
)
GO
create unique index IX_CspArea_Name on CspArea (Name)
GO
create table CspAreaAlias (
    AreaId  uniqueidentifier not null constraint FK_CspAreaAlias_Area references CspArea (Id),
    Alias   nvarchar(100)    not null,
    constraint PK_CspAreaAlias primary key (Alias)
)
GO
create table LedgerYear (
    BudgetYear  nvarchar(7)       not null constraint PK_LedgerYear primary key,
    LockedAt    datetime2(3)     null,
    LockedBy    uniqueidentifier null,
    LastNumber  int              not null
)
GO
create table LedgerAccount (
    Id          uniqueidentifier not null constraint PK_LedgerAccount primary key,
    BudgetYear  nvarchar(7)       not null constraint FK_LedgerAccount_Year references LedgerYear (BudgetYear),
    Kind        nvarchar(20)      not null,
    AreaId      uniqueidentifier null constraint FK_LedgerAccount_Area references CspArea (Id),
    Name        nvarchar(200)    not null,
    Entries     int              not null,
    Balance     bigint           not null,
    constraint CK_LedgerAccount_Kind check (Kind in ('Funding', 'BroughtForward', 'Area', 'Earmarked', 'Committed', 'Spent', 'Evidenced', 'Central', 'Payee', 'HostedScheme', 'Returned', 'RoundPot', 'Grants'))
)
GO
create unique index IX_LedgerAccount_Name on LedgerAccount (BudgetYear, Kind, Name)
GO
create table CspProject (
    Id               uniqueidentifier not null constraint PK_CspProject primary key,
    BudgetYear       nvarchar(7)       not null constraint FK_CspProject_Year references LedgerYear (BudgetYear),
    AreaId           uniqueidentifier not null constraint FK_CspProject_Area references CspArea (Id),
    Name             nvarchar(200)    not null,
    Priority         nvarchar(200)    not null,
    PreventionLevel  nvarchar(20)      not null,
    Outcome          nvarchar(500)    not null,
    CreatedAt        datetime2(3)     not null,
    constraint CK_CspProject_Level check (PreventionLevel in ('Primary', 'Secondary', 'Tertiary'))
)
GO
create index IX_CspProject_Area on CspProject (BudgetYear, AreaId)
GO
-- Never changed or deleted: a mistake is undone by a transaction that reverses it.
create table LedgerTransaction (
    Id              uniqueidentifier not null constraint PK_LedgerTransaction primary key,
    BudgetYear      nvarchar(7)       not null constraint FK_LedgerTransaction_Year references LedgerYear (BudgetYear),
    Number          int              not null,
    Kind            nvarchar(20)      not null,
    EffectiveOn     date             not null,
    PostedAt        datetime2(3)     not null,
    PostedBy        uniqueidentifier not null,
    Reason          nvarchar(500)    not null,
    Authority       nvarchar(200)    null,
    ProjectId       uniqueidentifier null constraint FK_LedgerTransaction_Project references CspProject (Id),
    EvidenceFileId  uniqueidentifier null constraint FK_LedgerTransaction_File references StoredFile (Id),
    ReversesId      uniqueidentifier null constraint FK_LedgerTransaction_Reverses references LedgerTransaction (Id),
    EvidencesId     uniqueidentifier null constraint FK_LedgerTransaction_Evidences references LedgerTransaction (Id),
    constraint CK_LedgerTransaction_Kind check (Kind in ('Base', 'CarryIn', 'TopUp', 'Central', 'Earmark', 'Commitment', 'Expenditure', 'Evidence', 'Virement', 'Contribution', 'Transfer', 'Return', 'CarryForward', 'RoundPot', 'Grant', 'Reversal'))
)
GO
create unique index IX_LedgerTransaction_Number on LedgerTransaction (BudgetYear, Number)
GO
create unique index IX_LedgerTransaction_ReversesId on LedgerTransaction (ReversesId) where ReversesId is not null
GO
create index IX_LedgerTransaction_EvidencesId on LedgerTransaction (EvidencesId)
GO
create index IX_LedgerTransaction_ProjectId on LedgerTransaction (ProjectId)
GO
-- Place and BalanceAfter number an account's entries as they were posted, so that a page of its statement is a range of places.
-- Kind is what the entry is about: that of the transaction, or of the one that it reverses.
create table LedgerEntry (
    TransactionId  uniqueidentifier not null constraint FK_LedgerEntry_Transaction references LedgerTransaction (Id),
    AccountId      uniqueidentifier not null constraint FK_LedgerEntry_Account references LedgerAccount (Id),
    Amount         bigint           not null,
    Kind           nvarchar(20)      not null,
    EffectiveOn    date             not null,
    Place          int              not null,
    BalanceAfter   bigint           not null,
    constraint PK_LedgerEntry primary key (TransactionId, AccountId)
)
GO
create unique index IX_LedgerEntry_AccountId on LedgerEntry (AccountId, Place)
GO
create index IX_LedgerTransaction_EffectiveOn on LedgerTransaction (BudgetYear, EffectiveOn, Number)
GO
-- Sums by account and kind of each day and of each month (StartsOn is its first day), added to by the transaction that posts. The balance
-- as at a day is the sum of the months before and of the days since. A test compares them with the sums of the entries.
create table LedgerTotal (
    AccountId  uniqueidentifier not null constraint FK_LedgerTotal_Account references LedgerAccount (Id),
    Period     nvarchar(5)       not null,
    StartsOn   date             not null,
    Kind       nvarchar(20)      not null,
    Amount     bigint           not null,
    constraint PK_LedgerTotal primary key (AccountId, Period, StartsOn, Kind),
    constraint CK_LedgerTotal_Period check (Period in ('Day', 'Month'))
)
