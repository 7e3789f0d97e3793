-- An area of a Community Safety Partnership. One that ended keeps its row and its history.
create table CspArea (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_CspArea primary key,
    -- The area that it became part of, by a merger into a new one or by joining one that goes on. Null: none.
    SuccessorId  uniqueidentifier null constraint FK_CspArea_SuccessorId references CspArea (Id),
    -- Name of the area, as the ledger and papers print it.
    Name         nvarchar(100)    not null,
    -- The one of its other names that applicants read. Null: its name.
    PublicName   nvarchar(100)    null,
    -- Code of the Office for National Statistics, such as E07000129. Null: not known.
    OnsCode      nvarchar(9)      null,
    -- Place in the panel's table, from 1.
    Position     int              not null,
    -- First day on which the area exists.
    ValidFrom    date             not null,
    -- Last day on which it exists. Null: it goes on.
    ValidTo      date             null,
    -- The lead council, which holds the area's money and is paid. Null: none is named.
    LeadOrganisationId  uniqueidentifier null constraint FK_CspArea_LeadOrganisationId references Organisation (Id),
    -- Where the lead council is told of payments by e-mail. Null: no lead council is named.
    RemittanceEmail  nvarchar(254) null
)
GO
create unique index IX_CspArea_Name on CspArea (Name)
GO
create index IX_CspArea_LeadOrganisationId on CspArea (LeadOrganisationId) where LeadOrganisationId is not null
GO
create index IX_CspArea_SuccessorId on CspArea (SuccessorId) where SuccessorId is not null
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
create index IX_CspAreaAlias_AreaId on CspAreaAlias (AreaId)
GO

-- A person who is an area contact, with the area.
create table PersonCspArea (
    -- The person.
    PersonId    uniqueidentifier not null constraint FK_PersonCspArea_PersonId references Person (Id),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_PersonCspArea_AreaId references CspArea (Id),
    -- The area that merged into it or joined it, whose contact the person was. Null: an officer chose the person for this area.
    FromAreaId  uniqueidentifier null constraint FK_PersonCspArea_FromAreaId references CspArea (Id),
    constraint PK_PersonCspArea primary key (PersonId, AreaId)
)
GO
create index IX_PersonCspArea_AreaId on PersonCspArea (AreaId)
GO
create index IX_PersonCspArea_FromAreaId on PersonCspArea (FromAreaId) where FromAreaId is not null
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
    LockedAt    datetime2(3)     null,
    -- What may be allocated above the funding sources, in hundredths of a per cent of them; 0: nothing.
    OverAllocation  int          not null constraint DF_LedgerYear_OverAllocation default 0,
    -- Whether the areas also send a return in February, with what was spent by 31 January and a forecast to 31 March.
    FebruaryReturn  bit          not null constraint DF_LedgerYear_FebruaryReturn default 1
)
GO

-- Whether the lead councils are paid in advance or in arrears in a year. The newest row of an area counts, else the newest of all areas.
create table AreaPaymentBasis (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_AreaPaymentBasis primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_AreaPaymentBasis_BudgetYear references LedgerYear (BudgetYear),
    -- The area. Null: all areas.
    AreaId      uniqueidentifier null constraint FK_AreaPaymentBasis_AreaId references CspArea (Id),
    -- InAdvance (up to the allocation) or InArrears (up to what was spent). Null: the area is paid like the others again.
    Basis       nvarchar(20)     null,
    -- Person who set it.
    SetBy       uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt       datetime2(3)     not null,
    constraint CK_AreaPaymentBasis_Basis check (Basis in ('InAdvance', 'InArrears'))
)
GO
create index IX_AreaPaymentBasis_BudgetYear_SetAt on AreaPaymentBasis (BudgetYear, SetAt)
GO
create index IX_AreaPaymentBasis_AreaId on AreaPaymentBasis (AreaId) where AreaId is not null
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

-- A sign-off or a reopening of a year that one person asks for and another agrees to or refuses.
create table LedgerYearRequest (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LedgerYearRequest primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_LedgerYearRequest_BudgetYear references LedgerYear (BudgetYear),
    -- SignOff or Reopen.
    Kind        nvarchar(10)     not null,
    -- What is signed off, or why the year is reopened.
    Reason      nvarchar(1000)   not null,
    -- Why the year is signed off although the checklist is not complete. Null: it was complete, or it is about a reopening.
    Exceptions  nvarchar(1000)   null,
    -- Number of the newest transaction that the person saw.
    LastNumber  int              not null,
    -- Waiting, Agreed, Refused or Withdrawn.
    Status      nvarchar(10)     not null,
    -- Person who asked.
    AskedBy     uniqueidentifier not null,
    -- When that was (UTC).
    AskedAt     datetime2(3)     not null,
    -- Person who agreed, refused or withdrew it. Null: it waits.
    DecidedBy   uniqueidentifier null,
    -- When that was (UTC). Null: it waits.
    DecidedAt   datetime2(3)     null,
    -- What that person says to it. Null: nothing.
    DecidedNote nvarchar(500)    null,
    constraint CK_LedgerYearRequest_Kind check (Kind in ('SignOff', 'Reopen')),
    constraint CK_LedgerYearRequest_Status check (Status in ('Waiting', 'Agreed', 'Refused', 'Withdrawn'))
)
GO
create unique index IX_LedgerYearRequest_BudgetYear on LedgerYearRequest (BudgetYear) where Status = 'Waiting'
GO
create index IX_LedgerYearRequest_BudgetYear_AskedAt on LedgerYearRequest (BudgetYear, AskedAt)
GO
create index IX_LedgerYearRequest_Status_Kind on LedgerYearRequest (Status, Kind)
GO

-- Why returns of an area are missing when a year is signed off.
create table YearExplanation (
    -- The sign-off.
    RequestId uniqueidentifier not null constraint FK_YearExplanation_RequestId references LedgerYearRequest (Id),
    -- The area.
    AreaId    uniqueidentifier not null constraint FK_YearExplanation_AreaId references CspArea (Id),
    -- The explanation.
    Text      nvarchar(500)    not null,
    constraint PK_YearExplanation primary key (RequestId, AreaId)
)
GO
create index IX_YearExplanation_AreaId on YearExplanation (AreaId)
GO

-- The sheet by which a year was signed off. It never changes: a year that is reopened and locked again gets the next sheet.
create table LedgerYearSheet (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_LedgerYearSheet primary key,
    -- The year.
    BudgetYear    nvarchar(7)      not null constraint FK_LedgerYearSheet_BudgetYear references LedgerYear (BudgetYear),
    -- Number of the sheet in its year, from 1.
    Number        int              not null,
    -- The sign-off that was agreed to.
    RequestId     uniqueidentifier not null constraint FK_LedgerYearSheet_RequestId references LedgerYearRequest (Id),
    -- Number of the newest transaction that its figures know.
    LastNumber    int              not null,
    -- What is signed, as JSON: the figures, names, explanations and who signs.
    FiguresJson   $text$           not null,
    -- SHA-256 of that JSON, in hexadecimal, as it is printed.
    Sha256        nvarchar(64)     not null,
    -- The sheet as it is printed, as JSON.
    DocumentJson  $text$           not null,
    -- SHA-256 of the sheet's JSON, in hexadecimal.
    DocumentSha256  nvarchar(64)   not null,
    -- Whether a deputy signed for the chief finance officer.
    IsDeputy      bit              not null,
    -- Person who signed it.
    SignedBy      uniqueidentifier not null,
    -- When it was signed (UTC).
    SignedAt      datetime2(3)     not null
)
GO
create unique index IX_LedgerYearSheet_BudgetYear_Number on LedgerYearSheet (BudgetYear, Number)
GO
create unique index IX_LedgerYearSheet_RequestId on LedgerYearSheet (RequestId)
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
    -- by areas), Pooled (returned by areas), Returned (carried into next year), RoundPot (not awarded) or Grants.
    Kind        nvarchar(20)     not null,
    -- Name of the account: of the area, the purpose, the payee or the round.
    Name        nvarchar(200)    not null,
    -- Number of its entries.
    Entries     int              not null,
    -- Sum of its entries, in pence; below zero for Funding, by what was allocated from it.
    Balance     bigint           not null,
    constraint CK_LedgerAccount_Kind check (Kind in ('Funding', 'BroughtForward', 'Area', 'Earmarked', 'Committed', 'Spent', 'Evidenced', 'Central', 'Payee', 'HostedScheme', 'Pooled', 'Returned', 'RoundPot', 'Grants'))
)
GO
create unique index IX_LedgerAccount_BudgetYear_Kind_Name on LedgerAccount (BudgetYear, Kind, Name)
GO
create index IX_LedgerAccount_AreaId on LedgerAccount (AreaId) where AreaId is not null
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
create index IX_CspProject_AreaId on CspProject (AreaId)
GO

-- Who is paid out of the central pot.
create table Payee (
    -- Primary key.
    Id    uniqueidentifier not null constraint PK_Payee primary key,
    -- Name of the payee.
    Name  nvarchar(200)    not null
)
GO
create unique index IX_Payee_Name on Payee (Name)
GO

-- A scheme that one area hosts and several pay for.
create table HostedScheme (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_HostedScheme primary key,
    -- The area that hosts it. Null: not recorded.
    HostAreaId  uniqueidentifier null constraint FK_HostedScheme_HostAreaId references CspArea (Id),
    -- Name of the scheme.
    Name        nvarchar(200)    not null
)
GO
create unique index IX_HostedScheme_Name on HostedScheme (Name)
GO
create index IX_HostedScheme_HostAreaId on HostedScheme (HostAreaId)
GO

-- A version of a year's allocation formula, with what it gives each area. It never changes: another version follows.
create table AllocationFormula (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_AllocationFormula primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_AllocationFormula_BudgetYear references LedgerYear (BudgetYear),
    -- Number of the version in its year, from 1.
    Number      int              not null,
    -- Why this version was made.
    Note        nvarchar(500)    not null,
    -- Pot, flat sum, floor, phasing, over-allocation, factors with their sources and dates, values and shares, as JSON.
    ContentJson  $text$          not null,
    -- Person who saved it.
    SavedBy     uniqueidentifier not null,
    -- When it was saved (UTC).
    SavedAt     datetime2(3)     not null
)
GO
create unique index IX_AllocationFormula_BudgetYear_Number on AllocationFormula (BudgetYear, Number)
GO

-- What one person requests of the ledger and another approves, refuses or withdraws. An approved request was posted as it stands.
create table LedgerRequest (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_LedgerRequest primary key,
    -- The year.
    BudgetYear   nvarchar(7)      not null constraint FK_LedgerRequest_BudgetYear references LedgerYear (BudgetYear),
    -- Funding, FundingCut, Base, TopUp, Virement, Earmark, Return, CarryForward, Keep, Central, CentralPayment, PoolToCentral, PoolToArea,
    -- PoolToNextYear, CarryIn, ProjectAmount or Reversal.
    Kind         nvarchar(20)     not null,
    -- Who is paid. Null: no payee.
    PayeeId      uniqueidentifier null constraint FK_LedgerRequest_PayeeId references Payee (Id),
    -- The project whose approved amount changes. Null: none.
    ProjectId    uniqueidentifier null constraint FK_LedgerRequest_ProjectId references CspProject (Id),
    -- The formula that gave the base allocations. Null: none.
    FormulaId    uniqueidentifier null constraint FK_LedgerRequest_FormulaId references AllocationFormula (Id),
    -- The transaction that is to be reversed. Null: none.
    TransactionId  uniqueidentifier null,
    -- The year-end decision on several areas that it is a part of. Null: none.
    DecisionId   uniqueidentifier null,
    -- Name of the funding source. Null: not about one.
    Source       nvarchar(200)    null,
    -- Day from which it counts.
    EffectiveOn  date             not null,
    -- Sum of its lines, in pence.
    Amount       bigint           not null,
    -- Why the money moves.
    Reason       nvarchar(500)    not null,
    -- Paper or decision that it rests on.
    Paper        nvarchar(200)    not null,
    -- Waiting, Approved, Refused or Withdrawn.
    Status       nvarchar(20)     not null,
    -- Person who requested it.
    RequestedBy  uniqueidentifier not null,
    -- When it was requested (UTC).
    RequestedAt  datetime2(3)     not null,
    -- Person who approved, refused or withdrew it. Null: it waits.
    DecidedBy    uniqueidentifier null,
    -- When that was (UTC). Null: it waits.
    DecidedAt    datetime2(3)     null,
    -- What that person says to it. Null: nothing.
    DecidedNote  nvarchar(500)    null,
    -- Grows by one with each change of the request.
    Version      int              not null,
    constraint CK_LedgerRequest_Kind check (Kind in ('Funding', 'FundingCut', 'Base', 'TopUp', 'Virement', 'Earmark', 'Return', 'CarryForward', 'Keep', 'Central', 'CentralPayment', 'PoolToCentral', 'PoolToArea', 'PoolToNextYear', 'CarryIn', 'ProjectAmount', 'Reversal')),
    constraint CK_LedgerRequest_Status check (Status in ('Waiting', 'Approved', 'Refused', 'Withdrawn'))
)
GO
create index IX_LedgerRequest_BudgetYear_RequestedAt on LedgerRequest (BudgetYear, RequestedAt, Id)
GO
create index IX_LedgerRequest_Status_RequestedAt on LedgerRequest (Status, RequestedAt, Id)
GO
create index IX_LedgerRequest_ProjectId on LedgerRequest (ProjectId) where ProjectId is not null
GO
create index IX_LedgerRequest_FormulaId on LedgerRequest (FormulaId) where FormulaId is not null
GO
create index IX_LedgerRequest_DecisionId on LedgerRequest (DecisionId) where DecisionId is not null
GO
create index IX_LedgerRequest_PayeeId on LedgerRequest (PayeeId) where PayeeId is not null
GO

-- A part of a request: what one area gets or gives, or the whole amount where no area is concerned.
create table LedgerRequestLine (
    -- The request.
    RequestId    uniqueidentifier not null constraint FK_LedgerRequestLine_RequestId references LedgerRequest (Id),
    -- Its place in the request, from 1.
    Place        int              not null,
    -- The area. Null: none is concerned.
    AreaId       uniqueidentifier null constraint FK_LedgerRequestLine_AreaId references CspArea (Id),
    -- The area that receives a virement. Null: not a virement.
    OtherAreaId  uniqueidentifier null constraint FK_LedgerRequestLine_OtherAreaId references CspArea (Id),
    -- Amount, in pence.
    Amount       bigint           not null,
    constraint PK_LedgerRequestLine primary key (RequestId, Place)
)
GO
create index IX_LedgerRequestLine_AreaId on LedgerRequestLine (AreaId)
GO
create index IX_LedgerRequestLine_OtherAreaId on LedgerRequestLine (OtherAreaId) where OtherAreaId is not null
GO

-- Where a year's money comes from. What may be allocated is their sum.
create table FundingSource (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_FundingSource primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_FundingSource_BudgetYear references LedgerYear (BudgetYear),
    -- The approved request by which it was recorded, which says by what authority.
    RequestId   uniqueidentifier not null constraint FK_FundingSource_RequestId references LedgerRequest (Id),
    -- Name of the source, such as the Commissioner's budget or a grant of the Home Office.
    Name        nvarchar(200)    not null,
    -- Amount, in pence; below zero for a cut.
    Amount      bigint           not null
)
GO
create unique index IX_FundingSource_RequestId on FundingSource (RequestId)
GO
create index IX_FundingSource_BudgetYear on FundingSource (BudgetYear)
GO

-- What a role may approve, where the office set another limit than the default.
create table LedgerLimit (
    -- FinanceOfficer, ChiefFinanceOfficer or Approver.
    Role   nvarchar(30)     not null constraint PK_LedgerLimit primary key,
    -- The largest request that it may approve, in pence. Null: any amount.
    UpTo   bigint           null,
    -- Person who set it.
    SetBy  uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt  datetime2(3)     not null
)
GO

-- Who signs the areas' years.
create table YearSignatory (
    -- Person who may sign.
    PersonId  uniqueidentifier not null constraint PK_YearSignatory primary key constraint FK_YearSignatory_PersonId references Person (Id),
    -- Whether as a deputy of the section 151 officer.
    IsDeputy  bit              not null,
    -- First day.
    ValidFrom date             not null,
    -- Last day. Null: open.
    ValidTo   date             null,
    -- Person who said so.
    SetBy     uniqueidentifier not null,
    -- When that was (UTC).
    SetAt     datetime2(3)     not null
)
GO

-- Money that an area keeps for a purpose, until it is spent on it or released.
create table LedgerEarmark (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LedgerEarmark primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_LedgerEarmark_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_LedgerEarmark_AreaId references CspArea (Id),
    -- What it is kept for.
    Purpose     nvarchar(500)    not null,
    -- Kept and not spent, in pence. A running sum of the ledger entries that name the earmark.
    Remaining   bigint           not null,
    -- When it was made (UTC).
    CreatedAt   datetime2(3)     not null
)
GO
create index IX_LedgerEarmark_BudgetYear_AreaId on LedgerEarmark (BudgetYear, AreaId)
GO
create index IX_LedgerEarmark_AreaId on LedgerEarmark (AreaId)
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

-- A movement of money in the ledger. It never changes and is never deleted: a mistake is undone by one that reverses it.
create table LedgerTransaction (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_LedgerTransaction primary key,
    -- The year.
    BudgetYear      nvarchar(7)      not null constraint FK_LedgerTransaction_BudgetYear references LedgerYear (BudgetYear),
    -- Its number in the year, from 1 without gaps.
    Number          int              not null,
    -- Base, CarryIn, TopUp, Central, Earmark, Commitment, Expenditure, Evidence, Virement, Contribution, Transfer, Return, CarryForward,
    -- PoolToCentral, PoolToArea, RoundPot, Grant or Reversal.
    Kind            nvarchar(20)     not null,
    -- The area's project that it is for. Null: none.
    ProjectId       uniqueidentifier null constraint FK_LedgerTransaction_ProjectId references CspProject (Id),
    -- A file that shows it. Null: none.
    EvidenceFileId  uniqueidentifier null constraint FK_LedgerTransaction_EvidenceFileId references StoredFile (Id),
    -- The import whose file its figures were read from, which is no evidence. Null: it was not imported.
    ImportId        uniqueidentifier null constraint FK_LedgerTransaction_ImportId references LedgerImport (Id),
    -- The transaction that it reverses. Null: none.
    ReversesId      uniqueidentifier null constraint FK_LedgerTransaction_ReversesId references LedgerTransaction (Id),
    -- The expenditure for which it brings evidence. Null: none.
    EvidencesId     uniqueidentifier null constraint FK_LedgerTransaction_EvidencesId references LedgerTransaction (Id),
    -- The release of a commitment or earmark that it spends, which its reversal undoes too. Null: none.
    ReleaseId       uniqueidentifier null constraint FK_LedgerTransaction_ReleaseId references LedgerTransaction (Id),
    -- The earmark that it makes, spends or releases. Null: none.
    EarmarkId       uniqueidentifier null constraint FK_LedgerTransaction_EarmarkId references LedgerEarmark (Id),
    -- The request whose approval posted it. Null: none was needed.
    RequestId       uniqueidentifier null constraint FK_LedgerTransaction_RequestId references LedgerRequest (Id),
    -- Day from which it counts.
    EffectiveOn     date             not null,
    -- Why the money moves.
    Reason          nvarchar(500)    not null,
    -- Number of the invoice of an expenditure. Null: not said.
    Invoice         nvarchar(50)     null,
    -- VAT in the amount of an expenditure that the area does not get back, in pence. Null: not said.
    Vat             bigint           null,
    -- Who approved it, and by what authority. Null: none was needed.
    Authority       nvarchar(200)    null,
    -- Person who posted it.
    PostedBy        uniqueidentifier not null,
    -- When it was posted (UTC).
    PostedAt        datetime2(3)     not null,
    constraint CK_LedgerTransaction_Kind check (Kind in ('Base', 'CarryIn', 'TopUp', 'Central', 'Earmark', 'Commitment', 'Expenditure', 'Evidence', 'Virement', 'Contribution', 'Transfer', 'Return', 'CarryForward', 'PoolToCentral', 'PoolToArea', 'RoundPot', 'Grant', 'Reversal'))
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
create index IX_LedgerTransaction_ReleaseId on LedgerTransaction (ReleaseId) where ReleaseId is not null
GO
create index IX_LedgerTransaction_EarmarkId on LedgerTransaction (EarmarkId) where EarmarkId is not null
GO
create index IX_LedgerTransaction_RequestId on LedgerTransaction (RequestId) where RequestId is not null
GO
create index IX_LedgerTransaction_BudgetYear_PostedAt on LedgerTransaction (BudgetYear, PostedAt, Number)
GO
create index IX_LedgerTransaction_BudgetYear_EffectiveOn_Number on LedgerTransaction (BudgetYear, EffectiveOn, Number)
GO
create index IX_LedgerTransaction_ImportId on LedgerTransaction (ImportId) where ImportId is not null
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

-- A table for the Panel as it was issued. It never changes.
create table PanelPaper (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_PanelPaper primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_PanelPaper_BudgetYear references LedgerYear (BudgetYear),
    -- Number of the paper in its year, from 1.
    Number      int              not null,
    -- Name by which the office knows it, such as Panel of 9 June.
    Name        nvarchar(200)    not null,
    -- Day of its figures. Null: the whole year.
    AsAt        date             null,
    -- Number of the newest transaction that its figures knew.
    LastNumber  int              not null,
    -- The paper, as JSON.
    DocumentJson  $text$         not null,
    -- SHA-256 of the paper's JSON, in hexadecimal.
    Sha256      nvarchar(64)     not null,
    -- Person who issued it.
    IssuedBy    uniqueidentifier not null,
    -- When it was issued (UTC).
    IssuedAt    datetime2(3)     not null
)
GO
create unique index IX_PanelPaper_BudgetYear_Number on PanelPaper (BudgetYear, Number)
GO

-- What a person said that a word in a paper means.
create table PaperName (
    -- Row (the name of a row) or Column (the head of a column).
    Kind      nvarchar(10)     not null,
    -- The word, in lower case and without punctuation.
    Name      nvarchar(200)    not null,
    -- The row or column of the ledger that it means. Null: no figure of the ledger.
    Meaning   nvarchar(200)    null,
    -- Person who said so.
    SavedBy   uniqueidentifier not null,
    -- When it was said (UTC).
    SavedAt   datetime2(3)     not null,
    constraint PK_PaperName primary key (Kind, Name),
    constraint CK_PaperName_Kind check (Kind in ('Row', 'Column'))
)
GO

-- A paper that was compared with the ledger, as it was compared.
create table PaperReconciliation (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_PaperReconciliation primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_PaperReconciliation_BudgetYear references LedgerYear (BudgetYear),
    -- The paper, or the text that was pasted.
    FileId      uniqueidentifier not null constraint FK_PaperReconciliation_FileId references StoredFile (Id),
    -- Day of the ledger's figures. Null: the whole year.
    AsAt        date             null,
    -- Number of the newest transaction that the figures knew.
    LastNumber  int              not null,
    -- 1 while the portal asks what a word or a date means.
    IsAsking    bit              not null,
    -- What was left out of the comparison and why, a line each.
    Notes       $text$           not null,
    -- Person who had it compared.
    ComparedBy  uniqueidentifier not null,
    -- When it was compared (UTC).
    ComparedAt  datetime2(3)     not null
)
GO
create index IX_PaperReconciliation_BudgetYear_ComparedAt on PaperReconciliation (BudgetYear, ComparedAt)
GO
create index IX_PaperReconciliation_FileId on PaperReconciliation (FileId)
GO

-- A figure of a compared paper beside the ledger's.
create table PaperReconciliationLine (
    -- The comparison.
    ReconciliationId  uniqueidentifier not null constraint FK_PaperReconciliationLine_ReconciliationId references PaperReconciliation (Id),
    -- Its number, from 1.
    Number       int              not null,
    -- Differs, Arithmetic (a sum of the paper that does not add up), NotUnderstood, NotInLedger, Agrees or NotPrinted.
    Kind         nvarchar(20)     not null,
    -- Where it stands in the paper; empty: it is not printed.
    Place        nvarchar(300)    not null,
    -- Its name in the ledger, or its words in the paper.
    What         nvarchar(400)    not null,
    -- As printed.
    PrintedText  nvarchar(100)    not null,
    -- As read, in pence. Null: it cannot be read, or is not printed.
    Printed      bigint           null,
    -- The ledger's, or what the paper's other figures come to, in pence. Null: none.
    Computed     bigint           null,
    -- The result in words.
    Sentence     nvarchar(400)    not null,
    -- Why it differs, as a person explained. Null: not explained.
    Explanation  nvarchar(500)    null,
    -- Person who explained it. Null: not explained.
    ExplainedBy  uniqueidentifier null,
    -- When it was explained (UTC). Null: not explained.
    ExplainedAt  datetime2(3)     null,
    constraint PK_PaperReconciliationLine primary key (ReconciliationId, Number),
    constraint CK_PaperReconciliationLine_Kind check (Kind in ('Differs', 'Arithmetic', 'NotUnderstood', 'NotInLedger', 'Agrees', 'NotPrinted'))
)
GO

-- What a name of a project in an area's spreadsheets means, as an officer said.
create table CspProjectAlias (
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_CspProjectAlias_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_CspProjectAlias_AreaId references CspArea (Id),
    -- The name, in small letters and with single spaces.
    Alias       nvarchar(200)    not null,
    -- The approved project. Null: none of the area's projects.
    ProjectId   uniqueidentifier null constraint FK_CspProjectAlias_ProjectId references CspProject (Id),
    constraint PK_CspProjectAlias primary key (BudgetYear, AreaId, Alias)
)
GO
create index IX_CspProjectAlias_AreaId on CspProjectAlias (AreaId)
GO
create index IX_CspProjectAlias_ProjectId on CspProjectAlias (ProjectId) where ProjectId is not null
GO

-- An area's return for a quarter, or its return in February.
create table CspReturn (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_CspReturn primary key,
    -- The year.
    BudgetYear   nvarchar(7)      not null constraint FK_CspReturn_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId       uniqueidentifier not null constraint FK_CspReturn_AreaId references CspArea (Id),
    -- Quarter1, Quarter2, Quarter3, February or Quarter4.
    Period       nvarchar(10)     not null,
    -- Last day of the period; spending up to it is reported. Returns of an area are in order by it.
    EndsOn       date             not null,
    -- Prepared, Certified, Queried (sent back to the area) or Accepted.
    Status       nvarchar(10)     not null,
    -- Spent since 1 April by the area's own books, in pence. Null: not entered yet.
    Actual       bigint           null,
    -- Committed and not spent, in pence. Null: not entered yet.
    Committed    bigint           null,
    -- What the area expects to have spent by 31 March, in pence. Null: not entered yet.
    Forecast     bigint           null,
    -- Why the forecast differs from the allocation; empty: it does not.
    Reasons      nvarchar(2000)   not null,
    -- Why the actual spending differs from the ledger and the return's lines; empty: it does not.
    Difference   nvarchar(2000)   not null constraint DF_CspReturn_Difference default '',
    -- Person who last saved it.
    PreparedBy   uniqueidentifier not null,
    -- When it was prepared (UTC).
    PreparedAt   datetime2(3)     not null,
    -- Person who certified it. Null: not certified, or sent back since.
    CertifiedBy  uniqueidentifier null,
    -- When it was certified (UTC). Null: not certified, or sent back since.
    CertifiedAt  datetime2(3)     null,
    -- Officer who accepted it or sent it back last. Null: nobody yet.
    DecidedBy    uniqueidentifier null,
    -- When it was accepted or sent back last (UTC). Null: not yet.
    DecidedAt    datetime2(3)     null,
    -- What the officer says to the area. Null: nothing.
    DecidedNote  nvarchar(2000)   null,
    -- Day by which a return that was sent back is put right. Null: not sent back.
    PutRightBy   date             null,
    -- Lines that the office asked about and the area took out since the last version, with question and answer, as JSON. Null: none.
    TakenOutJson $text$           null,
    -- Grows by one with each change of the return or of its lines.
    Version      int              not null,
    constraint CK_CspReturn_Period check (Period in ('Quarter1', 'Quarter2', 'Quarter3', 'February', 'Quarter4')),
    constraint CK_CspReturn_Status check (Status in ('Prepared', 'Certified', 'Queried', 'Accepted'))
)
GO
create index IX_CspReturn_Status on CspReturn (Status, CertifiedAt)
GO
create unique index IX_CspReturn_BudgetYear_AreaId_Period on CspReturn (BudgetYear, AreaId, Period)
GO
create index IX_CspReturn_AreaId on CspReturn (AreaId)
GO

-- A payment that an area made and reports in a return.
create table CspReturnLine (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_CspReturnLine primary key,
    -- The return.
    ReturnId        uniqueidentifier not null constraint FK_CspReturnLine_ReturnId references CspReturn (Id),
    -- Its place in the return, from 1.
    Place           int              not null,
    -- Day on which the area spent it.
    SpentOn         date             not null,
    -- The approved project that it is for. Null: none.
    ProjectId       uniqueidentifier null constraint FK_CspReturnLine_ProjectId references CspProject (Id),
    -- What was paid for.
    What            nvarchar(300)    not null,
    -- What it cost, in pence, without VAT that the area gets back.
    Amount          bigint           not null,
    -- VAT in the amount that the area does not get back, in pence. Null: not said.
    Vat             bigint           null,
    -- Number of the invoice. Null: not said.
    Invoice         nvarchar(50)     null,
    -- A file that shows it. Null: none.
    EvidenceFileId  uniqueidentifier null constraint FK_CspReturnLine_EvidenceFileId references StoredFile (Id),
    -- Open, Accepted (and posted) or Queried.
    State           nvarchar(10)     not null constraint DF_CspReturnLine_State default 'Open',
    -- What the office asked about it last. Null: nothing.
    Query           nvarchar(500)    null,
    -- What the area answered. Null: nothing.
    Answer          nvarchar(500)    null,
    -- Officer who accepted or queried it last. Null: nobody yet.
    DecidedBy       uniqueidentifier null,
    -- When it was accepted or queried last (UTC). Null: not yet.
    DecidedAt       datetime2(3)     null,
    -- The expenditure that accepting it posted. Null: not accepted.
    TransactionId   uniqueidentifier null constraint FK_CspReturnLine_TransactionId references LedgerTransaction (Id),
    constraint CK_CspReturnLine_State check (State in ('Open', 'Accepted', 'Queried')),
    constraint CK_CspReturnLine_Amount check (Amount > 0)
)
GO
create unique index IX_CspReturnLine_ReturnId_Place on CspReturnLine (ReturnId, Place)
GO
create index IX_CspReturnLine_ProjectId on CspReturnLine (ProjectId) where ProjectId is not null
GO
create index IX_CspReturnLine_EvidenceFileId on CspReturnLine (EvidenceFileId) where EvidenceFileId is not null
GO
create unique index IX_CspReturnLine_TransactionId on CspReturnLine (TransactionId) where TransactionId is not null
GO

-- A return as it was certified. It never changes; the one that was certified again is a further version.
create table CspReturnVersion (
    -- The return.
    ReturnId     uniqueidentifier not null constraint FK_CspReturnVersion_ReturnId references CspReturn (Id),
    -- Number of the version, from 1.
    Number       int              not null,
    -- Figures and lines, as JSON.
    ContentJson  $text$           not null,
    -- Person who certified it.
    CertifiedBy  uniqueidentifier not null,
    -- When it was certified (UTC).
    CertifiedAt  datetime2(3)     not null,
    constraint PK_CspReturnVersion primary key (ReturnId, Number)
)
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

-- A workbook of a return that an area uploaded, to be saved once a person has seen what it changes.
create table CspReturnUpload (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_CspReturnUpload primary key,
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_CspReturnUpload_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_CspReturnUpload_AreaId references CspArea (Id),
    -- Quarter1, Quarter2, Quarter3, February or Quarter4.
    Period      nvarchar(10)     not null,
    -- The file.
    FileId      uniqueidentifier not null constraint FK_CspReturnUpload_FileId references StoredFile (Id),
    -- Person who uploaded it.
    ReadBy      uniqueidentifier not null,
    -- When it was uploaded (UTC).
    ReadAt      datetime2(3)     not null,
    -- Person who saved it in the return. Null: not saved.
    SavedBy     uniqueidentifier null,
    -- When it was saved (UTC). Null: not saved.
    SavedAt     datetime2(3)     null,
    constraint CK_CspReturnUpload_Period check (Period in ('Quarter1', 'Quarter2', 'Quarter3', 'February', 'Quarter4'))
)
GO
create index IX_CspReturnUpload_BudgetYear on CspReturnUpload (BudgetYear)
GO
create index IX_CspReturnUpload_AreaId on CspReturnUpload (AreaId)
GO
create index IX_CspReturnUpload_FileId on CspReturnUpload (FileId)
GO

-- The largest forecast underspend of an area that raises no alarm, as the office set it. The newest row counts; without one the default does.
create table CspAlarmLimit (
    -- Primary key.
    Id      uniqueidentifier not null constraint PK_CspAlarmLimit primary key,
    -- The amount, in pence.
    Amount  bigint           not null,
    -- Person who set it.
    SetBy   uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt   datetime2(3)     not null,
    constraint CK_CspAlarmLimit_Amount check (Amount >= 0)
)
GO

-- An alarm about an area's money, of which one of a kind is open for a period, closed by a person who says what is done.
create table CspAlarm (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_CspAlarm primary key,
    -- The year; of a fund also one without a ledger.
    BudgetYear  nvarchar(7)      not null,
    -- The area. Null: it is about a fund.
    AreaId      uniqueidentifier null constraint FK_CspAlarm_AreaId references CspArea (Id),
    -- Name of the fund. Empty: it is about an area.
    Subject     nvarchar(200)    not null constraint DF_CspAlarm_Subject default '',
    -- Address of the page with the figures of the fund. Null: it is about an area's return.
    Page        nvarchar(200)    null,
    -- Quarter1, Quarter2, Quarter3, February or Quarter4.
    Period      nvarchar(10)     not null,
    -- ForecastUnderspend, NoReturn, ProfileVariance or OverBudget.
    Kind        nvarchar(20)     not null,
    -- The area's allocation then, or what the profile or the budget expected, in pence. Null: no return.
    Allocation  bigint           null,
    -- What the area expected to spend by 31 March, or what was paid or is expected instead, in pence. Null: no return.
    Forecast    bigint           null,
    -- The limit that was passed, in pence. Null: no return.
    UpTo        bigint           null,
    -- Day by which a missing return was due, or was to be put right. Null: no missing return.
    DueOn       date             null,
    -- When it was raised (UTC).
    RaisedAt    datetime2(3)     not null,
    -- When the office was told by e-mail (UTC). Null: not yet.
    ToldAt      datetime2(3)     null,
    -- Keep, Vire, Pool, Carry, Chased, Explained or Reprofiled. Null: open.
    Action      nvarchar(10)     null,
    -- Who decided the action, or the paper that it rests on. Null: open.
    Authority   nvarchar(200)    null,
    -- Why this is the answer. Null: open.
    Reason      nvarchar(1000)   null,
    -- Person who closed it. Null: open.
    ClosedBy    uniqueidentifier null,
    -- When it was closed (UTC). Null: open.
    ClosedAt    datetime2(3)     null,
    constraint CK_CspAlarm_Kind check (Kind in ('ForecastUnderspend', 'NoReturn', 'ProfileVariance', 'OverBudget')),
    constraint CK_CspAlarm_Action check (Action in ('Keep', 'Vire', 'Pool', 'Carry', 'Chased', 'Explained', 'Reprofiled'))
)
GO
create index IX_CspAlarm_BudgetYear_AreaId_Period_Kind on CspAlarm (BudgetYear, AreaId, Period, Kind)
GO
-- Two nodes that look at once raise one.
create unique index IX_CspAlarm_Open on CspAlarm (BudgetYear, AreaId, Subject, Period, Kind) where ClosedAt is null
GO
create index IX_CspAlarm_AreaId on CspAlarm (AreaId)
GO
create index IX_CspAlarm_RaisedAt on CspAlarm (RaisedAt) where ClosedAt is null
GO

-- When the portal last looked for returns that are not certified by their date.
create table CspAlarmLook (
    -- Primary key: always 1.
    Id        int          not null constraint PK_CspAlarmLook primary key,
    -- When it looked (UTC).
    LookedAt  datetime2(3) not null,
    constraint CK_CspAlarmLook_Id check (Id = 1)
)
GO

-- A reminder of an area's return, written together with its e-mails, so that each is sent once.
create table CspReminder (
    -- The year.
    BudgetYear  nvarchar(7)      not null constraint FK_CspReminder_BudgetYear references LedgerYear (BudgetYear),
    -- The area.
    AreaId      uniqueidentifier not null constraint FK_CspReminder_AreaId references CspArea (Id),
    -- Quarter1, Quarter2, Quarter3, February or Quarter4.
    Period      nvarchar(10)     not null,
    -- Working days from the due date on which it is due; below zero is before it.
    DaysAfter   int              not null,
    -- When it was sent (UTC).
    SentAt      datetime2(3)     not null,
    constraint PK_CspReminder primary key (BudgetYear, AreaId, Period, DaysAfter)
)
GO
create index IX_CspReminder_AreaId on CspReminder (AreaId)
GO

-- How far a budget may be from its profile, or above its sum, before an alarm is raised. The newest row counts.
create table MoneyAlarmLimit (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_MoneyAlarmLimit primary key,
    -- Per cent of what was expected.
    UpToPercent int            not null,
    -- The amount that has to be passed too, in pence.
    Amount    bigint           not null,
    -- Person who is told beside the commissioning officers. Null: nobody.
    OwnerId   uniqueidentifier null constraint FK_MoneyAlarmLimit_OwnerId references Person (Id),
    -- Person who set it.
    SetBy     uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt     datetime2(3)     not null,
    constraint CK_MoneyAlarmLimit_Amount check (Amount >= 0 and UpToPercent between 0 and 100)
)
GO
create index IX_MoneyAlarmLimit_OwnerId on MoneyAlarmLimit (OwnerId) where OwnerId is not null
GO
