-- An area of a Community Safety Partnership. A merged area keeps its row and its history; its successor is a new one.
create table CspArea (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_CspArea primary key,
    -- The area into which it was merged. Null: none.
    SuccessorId  uniqueidentifier null constraint FK_CspArea_SuccessorId references CspArea (Id),
    -- Name of the area.
    Name         nvarchar(100)    not null,
    -- Code of the Office for National Statistics, such as E07000129. Null: not known.
    OnsCode      nvarchar(9)      null,
    -- Place in the panel's table, from 1.
    Position     int              not null,
    -- First day on which the area exists.
    ValidFrom    date             not null,
    -- Last day on which it exists. Null: it goes on.
    ValidTo      date             null
)
GO
create unique index IX_CspArea_Name on CspArea (Name)
GO

-- Another name of an area, as papers or spreadsheets write it.
create table CspAreaAlias (
    -- The area.
    AreaId  uniqueidentifier not null constraint FK_CspAreaAlias_AreaId references CspArea (Id),
    -- The other name.
    Alias   nvarchar(100)    not null,
    constraint PK_CspAreaAlias primary key (Alias)
)
GO

-- A person who is an area contact, with the area.
create table PersonCspArea (
    -- The person.
    PersonId  uniqueidentifier not null constraint FK_PersonCspArea_PersonId references Person (Id),
    -- The area.
    AreaId    uniqueidentifier not null constraint FK_PersonCspArea_AreaId references CspArea (Id),
    constraint PK_PersonCspArea primary key (PersonId, AreaId)
)
GO

-- A financial year of the areas' ledger.
create table LedgerYear (
    -- The year, such as 2024-25.
    BudgetYear  nvarchar(7)      not null constraint PK_LedgerYear primary key,
    -- Number of its newest transaction; 0: none yet.
    LastNumber  int              not null,
    -- Person who locked it. Null: open.
    LockedBy    uniqueidentifier null,
    -- When it was locked (UTC). Null: open.
    LockedAt    datetime2(3)     null
)
GO

-- A year was locked or opened again. Nothing is removed.
create table LedgerYearEvent (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LedgerYearEvent primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_LedgerYearEvent_BudgetYear references LedgerYear (BudgetYear),
    -- Locked or Reopened.
    Kind        nvarchar(20)     not null,
    -- Why the year was locked or opened again.
    Reason      nvarchar(500)    not null,
    -- Person who did it.
    DoneBy      uniqueidentifier not null,
    -- When it was done (UTC).
    DoneAt      datetime2(3)     not null,
    constraint CK_LedgerYearEvent_Kind check (Kind in ('Locked', 'Reopened'))
)
GO
create index IX_LedgerYearEvent_BudgetYear_DoneAt on LedgerYearEvent (BudgetYear, DoneAt)
GO

-- An account of a year's ledger.
create table LedgerAccount (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LedgerAccount primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_LedgerAccount_BudgetYear references LedgerYear (BudgetYear),
    -- The area. Null: an account of no area.
    AreaId      uniqueidentifier null constraint FK_LedgerAccount_AreaId references CspArea (Id),
    -- Funding, BroughtForward, Area (free), Earmarked, Committed, Spent (no evidence yet), Evidenced, Central, Payee, HostedScheme (shared
    -- by areas), Returned, RoundPot (not awarded) or Grants.
    Kind        nvarchar(20)     not null,
    -- Name of the account: of the area, the purpose, the payee or the round.
    Name        nvarchar(200)    not null,
    -- Number of its entries.
    Entries     int              not null,
    -- Sum of its entries, in pence; below zero for Funding, by what was allocated from it.
    Balance     bigint           not null,
    constraint CK_LedgerAccount_Kind check (Kind in ('Funding', 'BroughtForward', 'Area', 'Earmarked', 'Committed', 'Spent', 'Evidenced', 'Central', 'Payee', 'HostedScheme', 'Returned', 'RoundPot', 'Grants'))
)
GO
create unique index IX_LedgerAccount_BudgetYear_Kind_Name on LedgerAccount (BudgetYear, Kind, Name)
GO

-- A project that an area proposes and the office approves before money is spent on it.
create table CspProject (
    -- Primary key.
    Id               uniqueidentifier not null constraint PK_CspProject primary key,
    -- The year.
    BudgetYear       nvarchar(7)      not null constraint FK_CspProject_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId           uniqueidentifier not null constraint FK_CspProject_AreaId references CspArea (Id),
    -- Name of the project.
    Name             nvarchar(200)    not null,
    -- What the area wants to do.
    Proposal         nvarchar(2000)   not null constraint DF_CspProject_Proposal default '',
    -- Priority that it serves.
    Priority         nvarchar(200)    not null,
    -- Primary, Secondary or Tertiary.
    PreventionLevel  nvarchar(20)     not null,
    -- What will be better.
    Outcome          nvarchar(500)    not null,
    -- Money proposed, in pence.
    Amount           bigint           not null constraint DF_CspProject_Amount default 0,
    -- Committed and not spent, in pence. A running sum of the ledger entries that name the project.
    Committed        bigint           not null constraint DF_CspProject_Committed default 0,
    -- Spent, in pence. A running sum of the ledger entries that name the project.
    Spent            bigint           not null constraint DF_CspProject_Spent default 0,
    -- Proposed, Approved, Refused or Finished (nothing more is spent, and what was left of its commitment is free again).
    Status           nvarchar(20)     not null constraint DF_CspProject_Status default 'Approved',
    -- Person who proposed it. Null: the office entered it.
    ProposedBy       uniqueidentifier null,
    -- When it was proposed or entered (UTC).
    CreatedAt        datetime2(3)     not null,
    -- Officer who approved or refused it. Null: no one.
    DecidedBy        uniqueidentifier null,
    -- When it was decided (UTC). Null: not decided here.
    DecidedAt        datetime2(3)     null,
    -- What the officer says to it. Null: nothing.
    DecidedNote      nvarchar(500)    null,
    -- Grows by one with each change of the project.
    Version          int              not null constraint DF_CspProject_Version default 1,
    constraint CK_CspProject_PreventionLevel check (PreventionLevel in ('Primary', 'Secondary', 'Tertiary')),
    constraint CK_CspProject_Status check (Status in ('Proposed', 'Approved', 'Refused', 'Finished'))
)
GO
create index IX_CspProject_BudgetYear_AreaId on CspProject (BudgetYear, AreaId)
GO
create index IX_CspProject_Status_CreatedAt on CspProject (Status, CreatedAt)
GO

-- A movement of money in the ledger. It never changes and is never deleted: a mistake is undone by one that reverses it.
create table LedgerTransaction (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_LedgerTransaction primary key,
    -- The year.
    BudgetYear      nvarchar(7)      not null constraint FK_LedgerTransaction_BudgetYear references LedgerYear (BudgetYear),
    -- Its number in the year, from 1 without gaps.
    Number          int              not null,
    -- Base, CarryIn, TopUp, Central, Earmark, Commitment, Expenditure, Evidence, Virement, Contribution, Transfer, Return, CarryForward,
    -- RoundPot, Grant or Reversal.
    Kind            nvarchar(20)     not null,
    -- The area's project that it is for. Null: none.
    ProjectId       uniqueidentifier null constraint FK_LedgerTransaction_ProjectId references CspProject (Id),
    -- A file that shows it. Null: none.
    EvidenceFileId  uniqueidentifier null constraint FK_LedgerTransaction_EvidenceFileId references StoredFile (Id),
    -- The transaction that it reverses. Null: none.
    ReversesId      uniqueidentifier null constraint FK_LedgerTransaction_ReversesId references LedgerTransaction (Id),
    -- The expenditure for which it brings evidence. Null: none.
    EvidencesId     uniqueidentifier null constraint FK_LedgerTransaction_EvidencesId references LedgerTransaction (Id),
    -- Day from which it counts.
    EffectiveOn     date             not null,
    -- Why the money moves.
    Reason          nvarchar(500)    not null,
    -- Who approved it, and by what authority. Null: none was needed.
    Authority       nvarchar(200)    null,
    -- Person who posted it.
    PostedBy        uniqueidentifier not null,
    -- When it was posted (UTC).
    PostedAt        datetime2(3)     not null,
    constraint CK_LedgerTransaction_Kind check (Kind in ('Base', 'CarryIn', 'TopUp', 'Central', 'Earmark', 'Commitment', 'Expenditure', 'Evidence', 'Virement', 'Contribution', 'Transfer', 'Return', 'CarryForward', 'RoundPot', 'Grant', 'Reversal'))
)
GO
create unique index IX_LedgerTransaction_BudgetYear_Number on LedgerTransaction (BudgetYear, Number)
GO
-- A transaction is reversed at most once.
create unique index IX_LedgerTransaction_ReversesId on LedgerTransaction (ReversesId) where ReversesId is not null
GO
create index IX_LedgerTransaction_EvidencesId on LedgerTransaction (EvidencesId)
GO
create index IX_LedgerTransaction_ProjectId on LedgerTransaction (ProjectId)
GO
create index IX_LedgerTransaction_BudgetYear_EffectiveOn_Number on LedgerTransaction (BudgetYear, EffectiveOn, Number)
GO
create index IX_LedgerTransaction_EvidenceFileId on LedgerTransaction (EvidenceFileId) where EvidenceFileId is not null
GO

-- What a transaction does to one account. Place and BalanceAfter number an account's entries as they were posted, so that a page of its
-- statement is a range of places.
create table LedgerEntry (
    -- The transaction.
    TransactionId  uniqueidentifier not null constraint FK_LedgerEntry_TransactionId references LedgerTransaction (Id),
    -- The account.
    AccountId      uniqueidentifier not null constraint FK_LedgerEntry_AccountId references LedgerAccount (Id),
    -- Money that comes in, in pence; below zero goes out. The entries of a transaction add up to zero.
    Amount         bigint           not null,
    -- What the entry is about: the kind of the transaction, or of the one that it reverses.
    Kind           nvarchar(20)     not null,
    -- Day from which it counts.
    EffectiveOn    date             not null,
    -- Number of the entry in its account, from 1.
    Place          int              not null,
    -- Balance of the account after it, in pence.
    BalanceAfter   bigint           not null,
    constraint PK_LedgerEntry primary key (TransactionId, AccountId)
)
GO
create unique index IX_LedgerEntry_AccountId_Place on LedgerEntry (AccountId, Place)
GO

-- Sums by account and kind, of each day and of each month, added to by the transaction that posts. The balance at a date is the sum of the
-- months before it and of the days since.
create table LedgerTotal (
    -- The account.
    AccountId  uniqueidentifier not null constraint FK_LedgerTotal_AccountId references LedgerAccount (Id),
    -- Day or Month.
    Period     nvarchar(5)      not null,
    -- The day, or the first day of the month.
    StartsOn   date             not null,
    -- Kind of the entries.
    Kind       nvarchar(20)     not null,
    -- Their sum, in pence.
    Amount     bigint           not null,
    constraint PK_LedgerTotal primary key (AccountId, Period, StartsOn, Kind),
    constraint CK_LedgerTotal_Period check (Period in ('Day', 'Month'))
)
GO

-- A file of spending that was read, to be posted once a person has accepted it.
create table LedgerImport (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LedgerImport primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_LedgerImport_BudgetYear references LedgerYear (BudgetYear),
    -- The file.
    FileId      uniqueidentifier not null constraint FK_LedgerImport_FileId references StoredFile (Id),
    -- SHA-256 of the file, in hexadecimal, by which the same file is known the second time.
    Sha256      nvarchar(64)     not null,
    -- Person who uploaded it.
    ReadBy      uniqueidentifier not null,
    -- When the file was uploaded (UTC).
    ReadAt      datetime2(3)     not null,
    -- Person who had it posted. Null: not posted.
    AcceptedBy  uniqueidentifier null,
    -- When it was accepted (UTC). Null: not posted.
    AcceptedAt  datetime2(3)     null
)
GO
create index IX_LedgerImport_Sha256 on LedgerImport (Sha256)
GO
create index IX_LedgerImport_FileId on LedgerImport (FileId)
GO

-- An underspend that stays with its area: a decision too, although nothing is posted.
create table CspCarryForward (
    -- The year of the underspend.
    BudgetYear  nvarchar(7)      not null constraint FK_CspCarryForward_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_CspCarryForward_AreaId references CspArea (Id),
    -- Money that stays, in pence.
    Amount      bigint           not null,
    -- Who approved it, and by what authority.
    Authority   nvarchar(200)    not null,
    -- Person who recorded it.
    DecidedBy   uniqueidentifier not null,
    -- When it was decided (UTC).
    DecidedAt   datetime2(3)     not null,
    constraint PK_CspCarryForward primary key (BudgetYear, AreaId)
)
GO

-- An area's return for a quarter.
create table CspReturn (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_CspReturn primary key,
    -- The year.
    BudgetYear   nvarchar(7)      not null constraint FK_CspReturn_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId       uniqueidentifier not null constraint FK_CspReturn_AreaId references CspArea (Id),
    -- 1 (to June), 2 (to September), 3 (to December) or 4 (to March).
    Quarter      int              not null,
    -- Spent since 1 April, in pence.
    Actual       bigint           not null,
    -- Committed and not spent, in pence.
    Committed    bigint           not null,
    -- What the area expects to have spent by 31 March, in pence.
    Forecast     bigint           not null,
    -- Why the forecast differs from the allocation; empty: it does not.
    Reasons      nvarchar(2000)   not null,
    -- Person who last saved it.
    PreparedBy   uniqueidentifier not null,
    -- When it was prepared (UTC).
    PreparedAt   datetime2(3)     not null,
    -- Person who certified it. Null: not certified.
    CertifiedBy  uniqueidentifier null,
    -- When it was certified (UTC). Null: not certified.
    CertifiedAt  datetime2(3)     null,
    -- Grows by one with each change of the return.
    Version      int              not null,
    constraint CK_CspReturn_Quarter check (Quarter between 1 and 4)
)
GO
create unique index IX_CspReturn_BudgetYear_AreaId_Quarter on CspReturn (BudgetYear, AreaId, Quarter)
GO

-- A file that an area adds to its return.
create table CspReturnEvidence (
    -- The return.
    ReturnId  uniqueidentifier not null constraint FK_CspReturnEvidence_ReturnId references CspReturn (Id),
    -- The file.
    FileId    uniqueidentifier not null constraint FK_CspReturnEvidence_FileId references StoredFile (Id),
    constraint PK_CspReturnEvidence primary key (ReturnId, FileId)
)
GO
create index IX_CspReturnEvidence_FileId on CspReturnEvidence (FileId)
GO

-- A reminder of an area's return, written together with its e-mails, so that each is sent once.
create table CspReminder (
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_CspReminder_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_CspReminder_AreaId references CspArea (Id),
    -- The quarter, 1 to 4.
    Quarter     int              not null,
    -- Working days from the due date on which it is due; below zero is before it.
    DaysAfter   int              not null,
    -- When it was sent (UTC).
    SentAt      datetime2(3)     not null,
    constraint PK_CspReminder primary key (BudgetYear, AreaId, Quarter, DaysAfter)
)
