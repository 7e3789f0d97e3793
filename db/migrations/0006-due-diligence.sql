-- How closely an application is checked and why, and who does it.
create table CheckPlan (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_CheckPlan primary key constraint FK_CheckPlan_ApplicationId references Application (Id),
    -- Light, Standard or Enhanced.
    Tier           nvarchar(10)     not null,
    -- Why that tier, one reason a line.
    Reasons        $text$           not null,
    -- Officer who chose another tier than the portal's. Null: the portal's stands.
    OverriddenBy   uniqueidentifier null,
    -- Officer who does the checks. Null: no one yet.
    OwnerId        uniqueidentifier null constraint FK_CheckPlan_OwnerId references Person (Id),
    -- When the tier was last worked out (UTC).
    AssessedAt     datetime2(3)     not null,
    -- Hash of the submitted copy from which it was worked out, in hexadecimal. Null: not known.
    CopySha256     nvarchar(64)     null,
    -- When its findings were last worked out (UTC). Null: something that they rest on has changed since.
    FoundAt        datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version        int              not null
)
GO

-- One due diligence check of one applicant, with status, evidence, source and checker.
create table DueDiligenceCheck (
    -- Primary key.
    Id                   uniqueidentifier not null constraint PK_DueDiligenceCheck primary key,
    -- The application.
    ApplicationId        uniqueidentifier not null constraint FK_DueDiligenceCheck_ApplicationId references Application (Id),
    -- Place in the list, from 1.
    Position             int              not null,
    -- Name of the check, as in the round.
    Name                 nvarchar(200)    not null,
    -- What the checker should do, as in the round.
    Guidance             nvarchar(1000)   not null,
    -- General, Register, BankDetails, Safeguarding or CrossChecks.
    Kind                 nvarchar(20)     not null constraint DF_DueDiligenceCheck_Kind default 'General',
    -- Lowest tier in which the check is made: Light, Standard or Enhanced.
    Tier                 nvarchar(10)     not null constraint DF_DueDiligenceCheck_Tier default 'Light',
    -- For how many months a pass is carried over to the organisation's next application; 0: it is made each time.
    ValidMonths          int              not null constraint DF_DueDiligenceCheck_ValidMonths default 0,
    -- What waits for the check: Decision or Payment.
    Holds                nvarchar(10)     not null constraint DF_DueDiligenceCheck_Holds default 'Decision',
    -- NotStarted, InProgress, Pass, Condition (passes once a condition is met), Fail or NotApplicable.
    Status               nvarchar(20)     not null,
    -- What was found. Null: nothing noted.
    Note                 nvarchar(2000)   null,
    -- Where it was found, such as a register and its date. Null: not said.
    Source               nvarchar(300)    null,
    -- A file that shows it. Null: none.
    EvidenceFileId       uniqueidentifier null constraint FK_DueDiligenceCheck_EvidenceFileId references StoredFile (Id),
    -- Checker who recorded the status. Null: no one, or the portal itself.
    CheckedBy            uniqueidentifier null,
    -- Day on which it was checked. Null: not checked.
    CheckedOn            date             null,
    -- When its result was recorded here (UTC): what the office asks for later does not open it again. Null: not recorded.
    RecordedAt           datetime2(3)     null,
    -- Last day on which the result is good. Null: no end.
    ExpiresOn            date             null,
    -- Hash, in hexadecimal, of what the result rests on as it was then: the organisation's name, numbers, rules, committee and signatories.
    -- Null: no result recorded.
    RestsOn              nvarchar(64)     null,
    -- The check of an earlier application from which the result was carried over. Null: made for this one.
    CarriedFrom          uniqueidentifier null,
    -- Person who looked at a fail a second time and agreed; only then it counts. Null: no one.
    SecondBy             uniqueidentifier null,
    -- When the second look was recorded (UTC). Null: no one looked.
    SecondAt             datetime2(3)     null,
    -- What they say about it. Null: nothing.
    SecondNote           nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version              int              not null,
    constraint CK_DueDiligenceCheck_Status check (Status in ('NotStarted', 'InProgress', 'Pass', 'Condition', 'Fail', 'NotApplicable'))
)
GO
create index IX_DueDiligenceCheck_ApplicationId_Position on DueDiligenceCheck (ApplicationId, Position)
GO
create index IX_DueDiligenceCheck_EvidenceFileId on DueDiligenceCheck (EvidenceFileId) where EvidenceFileId is not null
GO

-- What due diligence found about an application: a hit, a duplicate, a contradiction. Its check cannot pass until it has a verdict.
create table Finding (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_Finding primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_Finding_ApplicationId references Application (Id),
    -- What was found, such as SanctionsHit, SharedAccount, CopiedText or RegisterEntry.
    Kind           nvarchar(30)     not null,
    -- What makes it the same finding when it is found again, such as the other application.
    KeyText        nvarchar(200)    not null,
    -- The other organisation, application, account or flag. Null: none.
    SubjectId      uniqueidentifier null,
    -- Review, or Against where it is strong.
    Level          nvarchar(10)     not null,
    -- What was found, in words for an officer.
    Sentence       nvarchar(1000)   not null,
    -- When it was first found (UTC).
    FoundAt        datetime2(3)     not null,
    -- Since when it is no longer so (UTC). Null: it is.
    GoneAt         datetime2(3)     null,
    -- What an officer concluded, such as NoConcern, Condition, Concern, NotTheSame or Copied. Null: no verdict.
    Verdict        nvarchar(20)     null,
    -- Why. Null: no verdict.
    Reason         nvarchar(1000)   null,
    -- Officer who gave the verdict. Null: no verdict.
    DecidedBy      uniqueidentifier null,
    -- When it was given (UTC). Null: no verdict.
    DecidedAt      datetime2(3)     null,
    -- Second person who agreed. Null: no one, or none is needed.
    SecondBy       uniqueidentifier null,
    -- When they agreed (UTC). Null: no one did.
    SecondAt       datetime2(3)     null,
    -- What they checked. Null: no one did.
    SecondNote     nvarchar(1000)   null,
    -- 1 while it is so and has no verdict that counts.
    IsOpen         bit              not null,
    -- Grows by one with each change of the row.
    Version        int              not null
)
GO
create unique index IX_Finding_ApplicationId_Kind_KeyText on Finding (ApplicationId, Kind, KeyText)
GO
create index IX_Finding_IsOpen on Finding (IsOpen, ApplicationId) where IsOpen = 1
GO

-- A dated extract of a public register or of the sanctions list. The newest complete one of each kind is read; an import in progress is
-- not.
create table RegisterImport (
    -- Primary key, counted from 1.
    Id            int              not null constraint PK_RegisterImport primary key,
    -- The uploaded file. Null: a file on the server was read.
    FileId        uniqueidentifier null constraint FK_RegisterImport_FileId references StoredFile (Id),
    -- Charity, Company, Sanctions, OtherNames or Trustees.
    Kind          nvarchar(10)     not null,
    -- Name of the file.
    FileName      nvarchar(260)    not null,
    -- Day of which it is an extract.
    ExtractDate   date             not null,
    -- Incomplete (parts are missing), Waiting, Running, Doubted (a second person must agree), Current, Replaced (a newer one is current) or
    -- Refused.
    State         nvarchar(10)     not null,
    -- Lines read so far.
    Lines         int              not null,
    -- Of them, those that were kept.
    Kept          int              not null,
    -- Lines that could not be read and were set aside.
    Bad           int              not null constraint DF_RegisterImport_Bad default 0,
    -- In how many parts the register was published. Null: in one file.
    Parts         int              null,
    -- Why it was refused. Null: it was not.
    Faults        $text$           null,
    -- Why a second person must agree before it is used. Null: no reason.
    Doubt         nvarchar(1000)   null,
    -- Officer who said that it is right all the same. Null: no one.
    InsistedBy    uniqueidentifier null,
    -- When they said so (UTC). Null: no one did.
    InsistedAt    datetime2(3)     null,
    -- Why it is right. Null: no one said.
    InsistReason  nvarchar(1000)   null,
    -- Second person, who agreed or refused. Null: no one.
    AgreedBy      uniqueidentifier null,
    -- Node that imports it. Null: none.
    ClaimedBy     nvarchar(100)    null,
    -- When that node's lease ends (UTC). Null: no lease.
    ClaimedUntil  datetime2(3)     null,
    -- Grows by one with each lease, so that a node whose lease has passed to another cannot go on.
    Token         bigint           not null constraint DF_RegisterImport_Token default 0,
    -- Person who started the import. All zeros: the portal.
    StartedBy     uniqueidentifier not null,
    -- When it was started (UTC).
    StartedAt     datetime2(3)     not null,
    -- When it was complete or refused (UTC). Null: not yet.
    FinishedAt    datetime2(3)     null,
    constraint CK_RegisterImport_State check (State in ('Incomplete', 'Waiting', 'Running', 'Doubted', 'Current', 'Replaced', 'Refused'))
)
GO
create index IX_RegisterImport_Kind_State on RegisterImport (Kind, State)
GO
create index IX_RegisterImport_FileId on RegisterImport (FileId) where FileId is not null
GO

-- One file of a register that is published in parts.
create table RegisterPart (
    -- The import.
    ImportId  int              not null constraint FK_RegisterPart_ImportId references RegisterImport (Id),
    -- Which part, from 1.
    Part      int              not null,
    -- Name of the file.
    FileName  nvarchar(260)    not null,
    -- The uploaded file. Null: it was erased.
    FileId    uniqueidentifier null constraint FK_RegisterPart_FileId references StoredFile (Id),
    constraint PK_RegisterPart primary key (ImportId, Part)
)
GO
create index IX_RegisterPart_FileId on RegisterPart (FileId) where FileId is not null
GO

-- A line of an extract that could not be read and was set aside.
create table RegisterBadLine (
    -- The import.
    ImportId  int           not null constraint FK_RegisterBadLine_ImportId references RegisterImport (Id),
    -- Place in the list, from 1.
    Position  int           not null,
    -- Name of the file.
    FileName  nvarchar(260) not null,
    -- Number of the line in its file.
    Line      int           not null,
    -- Why it could not be read.
    Reason    nvarchar(400) not null,
    constraint PK_RegisterBadLine primary key (ImportId, Position)
)
GO

-- When the portal last fetched a register or list by itself.
create table RegisterFetch (
    -- Charity, Company, Sanctions, OtherNames or Trustees.
    Kind     nvarchar(10)  not null constraint PK_RegisterFetch primary key,
    -- When it was last tried (UTC).
    TriedAt  datetime2(3)  not null,
    -- What came of it, for an officer.
    Outcome  nvarchar(600) not null,
    -- 1 when it failed.
    Failed   bit           not null
)
GO

-- A charity or a company as an extract shows it.
create table RegisterEntry (
    -- The import that it came with.
    ImportId       int           not null,
    -- Its number in the register.
    Number         nvarchar(12)  not null,
    -- Its name in the register.
    Name           nvarchar(300) not null,
    -- Hash of the name in the form in which names are compared.
    NameHash       bigint        not null,
    -- Its status in the register's own words.
    Status         nvarchar(100) not null,
    -- The first line of its address. Null: not in the extract.
    AddressLine    nvarchar(200) null,
    -- Its town or city. Null: not in the extract.
    Town           nvarchar(100) null,
    -- Its postcode. Null: not in the extract.
    Postcode       nvarchar(10)  null,
    -- Day on which it was registered. Null: not in the extract.
    RegisteredOn   date          null,
    -- Day on which it was removed. Null: it was not.
    RemovedOn      date          null,
    -- Last day of the newest accounts. Null: none, or not in the extract.
    AccountsTo     date          null,
    -- Day by which the next accounts are due. Null: not in the extract.
    AccountsDueOn  date          null,
    -- 1 when accounts are overdue. Null: not in the extract.
    Overdue        bit           null,
    -- 1 when it is insolvent or in administration. Null: not in the extract.
    Insolvent      bit           null,
    -- Income of the last year with accounts, in pence. Null: not in the extract.
    Income         bigint        null,
    -- Expenditure of that year, in pence. Null: not in the extract.
    Expenditure    bigint        null,
    -- Legal form in the register's own words. Null: not in the extract.
    LegalForm      nvarchar(100) null,
    -- 1 when a charitable incorporated organisation is dissolved or about to be. Null: not in the extract.
    Dissolving     bit           null,
    -- Business codes (SIC) of a company. Null: not in the extract.
    SicCodes       nvarchar(40)  null,
    -- Charges of a company that are not paid off. Null: not in the extract.
    Charges        int           null,
    constraint PK_RegisterEntry primary key (ImportId, Number)
)
GO
create index IX_RegisterEntry_NameHash_ImportId on RegisterEntry (NameHash, ImportId)
GO

-- Another or former name of a charity or company.
create table RegisterOtherName (
    -- The import that it came with.
    ImportId  int           not null,
    -- Number of the charity or company in its register.
    Number    nvarchar(12)  not null,
    -- Place in the file.
    Position  int           not null,
    -- The name.
    Name      nvarchar(300) not null,
    constraint PK_RegisterOtherName primary key (ImportId, Number, Position)
)
GO

-- A trustee of a charity.
create table RegisterTrustee (
    -- The import that it came with.
    ImportId  int           not null,
    -- Number of the charity.
    Number    nvarchar(12)  not null,
    -- Place in the file.
    Position  int           not null,
    -- Name of the trustee.
    Name      nvarchar(300) not null,
    constraint PK_RegisterTrustee primary key (ImportId, Number, Position)
)
GO

-- A way to find an entry by a part of its name, or of another name: an index that comes with the import.
create table RegisterKey (
    -- The import that it came with.
    ImportId  int          not null,
    -- Hash of a part of the name.
    KeyHash   bigint       not null,
    -- Number of the charity or company.
    Number    nvarchar(12) not null,
    constraint PK_RegisterKey primary key (ImportId, KeyHash, Number)
)
GO

-- What a register showed about an organisation, as it was seen and when.
create table RegisterSighting (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_RegisterSighting primary key,
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_RegisterSighting_OrganisationId references Organisation (Id),
    -- Charity or Company.
    Register        nvarchar(10)     not null,
    -- The number that was looked up.
    Number          nvarchar(20)     not null,
    -- What the register showed, as JSON.
    FactsJson       $text$           not null,
    -- Person who looked it up. All zeros: the portal.
    SeenBy          uniqueidentifier not null,
    -- When it was looked up (UTC).
    SeenAt          datetime2(3)     not null
)
GO
create index IX_RegisterSighting_OrganisationId_SeenAt on RegisterSighting (OrganisationId, SeenAt)
GO

-- A file of another funder's grants. Of each funder at most one is in use; the others are the record of earlier ones.
create table FunderFile (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_FunderFile primary key,
    -- The funder's identifier in the file. Empty: no row of the file could be read.
    FunderId     nvarchar(200)    not null,
    -- Name of the funder.
    FunderName   nvarchar(300)    not null,
    -- Name of the file.
    FileName     nvarchar(260)    not null,
    -- Day of the file, as its publisher gives it.
    FileDate     date             not null,
    -- Reading, Current, Replaced (by a newer file of the funder), Removed or Refused.
    State        nvarchar(10)     not null,
    -- Grants that were read. Those of a file that is replaced or removed are deleted.
    Grants       int              not null,
    -- Grants to individuals, which are left out.
    Individuals  int              not null,
    -- Rows that could not be read and were set aside.
    Bad          int              not null,
    -- Why it was refused or removed. Null: it was not.
    Why          nvarchar(1000)   null,
    -- Person who loaded it. All zeros: the portal.
    LoadedBy     uniqueidentifier not null,
    -- When (UTC).
    LoadedAt     datetime2(3)     not null,
    -- Person who replaced or removed it. Null: no one.
    EndedBy      uniqueidentifier null,
    -- When (UTC). Null: it was not.
    EndedAt      datetime2(3)     null,
    constraint CK_FunderFile_State check (State in ('Reading', 'Current', 'Replaced', 'Removed', 'Refused'))
)
GO
create unique index IX_FunderFile_FunderId on FunderFile (FunderId) where State = 'Current'
GO

-- A grant of another funder to an organisation. Grants to individuals are never here.
create table FunderGrant (
    -- The file that it came with.
    FileId         uniqueidentifier not null constraint FK_FunderGrant_FileId references FunderFile (Id),
    -- Place in the file, from 1.
    Position       int              not null,
    -- The funder's identifier of the grant.
    GrantId        nvarchar(200)    not null,
    -- Its title.
    Title          nvarchar(300)    not null,
    -- What it is for. Null: not in the file.
    Description    nvarchar(1000)   null,
    -- Three letters, such as GBP.
    Currency       nvarchar(3)      not null,
    -- The amount awarded, in hundredths of the currency.
    Amount         bigint           not null,
    -- Day of the award.
    AwardedOn      date             not null,
    -- First day that it pays for. Null: not in the file.
    StartsOn       date             null,
    -- Last day that it pays for. Null: not in the file.
    EndsOn         date             null,
    -- The recipient's identifier in the file. Null: none.
    RecipientId    nvarchar(200)    null,
    -- Name of the organisation that received it.
    RecipientName  nvarchar(300)    not null,
    -- Hash of that name in the form in which names are compared.
    NameHash       bigint           not null,
    -- Its charity number. Null: none.
    CharityNumber  nvarchar(20)     null,
    -- Its company number. Null: none.
    CompanyNumber  nvarchar(20)     null,
    -- Its postcode. Null: none.
    Postcode       nvarchar(10)     null,
    constraint PK_FunderGrant primary key (FileId, Position)
)
GO
create index IX_FunderGrant_CharityNumber on FunderGrant (CharityNumber) where CharityNumber is not null
GO
create index IX_FunderGrant_CompanyNumber on FunderGrant (CompanyNumber) where CompanyNumber is not null
GO
create index IX_FunderGrant_Postcode on FunderGrant (Postcode) where Postcode is not null
GO
create index IX_FunderGrant_NameHash on FunderGrant (NameHash)
GO

-- A row of another funder's file that could not be read and was set aside.
create table FunderBadRow (
    -- The file.
    FileId     uniqueidentifier not null constraint FK_FunderBadRow_FileId references FunderFile (Id),
    -- Place in the list, from 1.
    Position   int              not null,
    -- Number of the row in its file.
    RowNumber  int              not null,
    -- Why it could not be read.
    Reason     nvarchar(400)    not null,
    constraint PK_FunderBadRow primary key (FileId, Position)
)
GO

-- A name on the UK sanctions list, as an extract gives it.
create table SanctionName (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_SanctionName primary key,
    -- The import that it came with.
    ImportId  int              not null,
    -- The list's own id of the person or entity, which may have several names.
    GroupId   nvarchar(40)     not null,
    -- What is listed, such as a person or an entity, in the list's own words.
    Kind      nvarchar(20)     not null,
    -- The name.
    Name      nvarchar(400)    not null,
    -- Dates of birth in the list's own words. Null: not given.
    Born      nvarchar(200)    null,
    -- The sanctions regime. Null: not given.
    Regime    nvarchar(300)    null,
    -- Primary, Strong or Weak: how surely the listed person or entity goes by this name.
    Strength  nvarchar(10)     not null constraint DF_SanctionName_Strength default 'Primary',
    -- The name in another script. Null: not given.
    NonLatin  nvarchar(400)    null,
    -- Its language or script in the list's own words. Null: not given.
    Script    nvarchar(100)    null,
    -- Towns of birth in the list's own words. Null: not given.
    Town      nvarchar(200)    null
)
GO
create index IX_SanctionName_ImportId on SanctionName (ImportId)
GO

-- A way to find a listed name: an index that comes with the import.
create table SanctionKey (
    -- The name, or a part of it, in the form in which names are compared.
    KeyText  nvarchar(120)    not null,
    -- The listed name.
    NameId   uniqueidentifier not null,
    constraint PK_SanctionKey primary key (KeyText, NameId)
)
GO
create index IX_SanctionKey_NameId on SanctionKey (NameId)
GO

-- What an officer decided about a name that is like one on the sanctions list.
create table SanctionReview (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_SanctionReview primary key,
    -- The organisation in which the name occurs.
    OrganisationId  uniqueidentifier not null constraint FK_SanctionReview_OrganisationId references Organisation (Id),
    -- The name as the organisation gives it.
    OurName         nvarchar(300)    not null,
    -- The list's own id of the person or entity.
    GroupId         nvarchar(40)     not null,
    -- The name on the list.
    ListedName      nvarchar(400)    not null,
    -- The name as the organisation gives it, in the form in which names are compared.
    NameKey         nvarchar(200)    not null,
    -- The person by name and month of birth, as in PersonDetail, when it was decided. Null: the birth was not known.
    IdentityId      uniqueidentifier null,
    -- The account of that person, where the name is of an account of the portal. Null: not known.
    PersonId        uniqueidentifier null constraint FK_SanctionReview_PersonId references Person (Id),
    -- Dates of birth on the list. Null: not given.
    Born            nvarchar(200)    null,
    -- Day of the extract of the list.
    ListDate        date             not null,
    -- 1 when both are the same person or entity.
    IsSame          bit              not null,
    -- Why they are the same, or not.
    Reason          nvarchar(1000)   not null,
    -- Officer who decided.
    DecidedBy       uniqueidentifier not null,
    -- When it was decided (UTC).
    DecidedAt       datetime2(3)     not null,
    -- Second person who agreed. Null: no one had to.
    SecondBy        uniqueidentifier null,
    -- When they agreed (UTC). Null: no one had to.
    SecondAt        datetime2(3)     null,
    -- Since when it no longer counts, because another verdict was given (UTC). Null: it counts.
    WithdrawnAt     datetime2(3)     null
)
GO
create index IX_SanctionReview_OrganisationId on SanctionReview (OrganisationId)
GO
create index IX_SanctionReview_NameKey on SanctionReview (NameKey)
GO
create index IX_SanctionReview_PersonId on SanctionReview (PersonId) where PersonId is not null
GO

-- Whether a grant is a subsidy and, if so, the steps of minimal financial assistance (Subsidy Control Act 2022, sections 36 and 37).
create table Subsidy (
    -- The application.
    ApplicationId     uniqueidentifier not null constraint PK_Subsidy primary key constraint FK_Subsidy_ApplicationId references Application (Id),
    -- 1 when the applicant puts goods or services on a market. Null: not answered.
    IsEnterprise      bit              null,
    -- 1 when the grant pays for that activity. Null: not answered.
    IsEconomic        bit              null,
    -- Why the two questions are answered so.
    Reason            nvarchar(1000)   not null,
    -- Officer who answered.
    AssessedBy        uniqueidentifier not null,
    -- When the questions were answered (UTC).
    AssessedAt        datetime2(3)     not null,
    -- Gross value that the notice names, in pence. Null: no notice yet.
    NoticeAmount      bigint           null,
    -- Officer who gave the notice. Null: no notice yet.
    NoticeBy          uniqueidentifier null,
    -- When the notice was given (UTC). Null: no notice yet.
    NoticeAt          datetime2(3)     null,
    -- Person who confirmed for the applicant that the limit is not passed. Null: not yet.
    ConfirmedBy       uniqueidentifier null,
    -- Name typed under the confirmation. Null: not yet.
    ConfirmedName     nvarchar(200)    null,
    -- When it was confirmed (UTC). Null: not yet.
    ConfirmedAt       datetime2(3)     null,
    -- Minimal financial assistance before this award, in pence, when it was confirmed. Null: not yet.
    RunningTotal      bigint           null,
    -- The limit then, in pence. Null: not yet.
    SubsidyLimit      bigint           null,
    -- Value of the assistance given, in pence. Null: not given yet.
    GrossValue        bigint           null,
    -- Day on which it was given. Null: not given yet.
    GivenOn           date             null,
    -- Officer who confirmed to the holder that the assistance was given. Null: not yet.
    AwardConfirmedBy  uniqueidentifier null,
    -- When that was confirmed to the holder (UTC). Null: not yet.
    AwardConfirmedAt  datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version           int              not null
)
GO

-- Other minimal financial assistance that the applicant names.
create table SubsidyOther (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_SubsidyOther primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_SubsidyOther_ApplicationId references Subsidy (ApplicationId),
    -- Who gave it.
    FromWhom       nvarchar(200)    not null,
    -- How much, in pence.
    Amount         bigint           not null,
    -- Day on which it was given.
    GivenOn        date             not null
)
GO
create index IX_SubsidyOther_ApplicationId on SubsidyOther (ApplicationId)
GO

-- The limit of minimal financial assistance from a day on.
create table SubsidyLimit (
    -- First day on which the limit counts.
    ValidFrom  date             not null constraint PK_SubsidyLimit primary key,
    -- The limit, in pence.
    Amount     bigint           not null,
    -- The law or notice that sets it.
    Source     nvarchar(300)    not null,
    -- Person who entered it. All zeros: it came with the portal.
    SetBy      uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt      datetime2(3)     not null
)
GO
insert into SubsidyLimit (ValidFrom, Amount, Source, SetBy, SetAt) values ('2023-01-04', 31500000, 'Subsidy Control Act 2022, section 36', '00000000-0000-0000-0000-000000000000', '2023-01-04 00:00:00.000')
GO

-- The safeguarding review of an application.
create table Safeguarding (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_Safeguarding primary key constraint FK_Safeguarding_ApplicationId references Application (Id),
    -- Whom the project reaches: NobodyAtRisk, InGroups or Unsupervised.
    Reach          nvarchar(20)     not null,
    -- What was seen for each point (lead, policy, training, risk assessment, DBS), as JSON.
    ItemsJson      $text$           not null,
    -- Officer who last saved it.
    SavedBy        uniqueidentifier not null,
    -- When it was saved (UTC).
    SavedAt        datetime2(3)     not null,
    -- Grows by one with each save.
    Version        int              not null
)
GO

-- A worry about a grant holder, which only the leads for concerns read.
create table Concern (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_Concern primary key,
    -- Number of the concern, counted from 1.
    Number         int              not null,
    -- Safeguarding, Fraud or Conduct.
    Kind           nvarchar(20)     not null,
    -- What was said, whom it is about and who said it, encrypted.
    EncryptedText  $text$           not null,
    -- The organisation that it is about. Null: not known.
    OrganisationId uniqueidentifier null constraint FK_Concern_OrganisationId references Organisation (Id),
    -- The application or award that it is about. Null: none of one, or not known.
    ApplicationId  uniqueidentifier null constraint FK_Concern_ApplicationId references Application (Id),
    -- When it was raised (UTC).
    RaisedAt       datetime2(3)     not null,
    -- Lead who closed it. Null: open.
    ClosedBy       uniqueidentifier null,
    -- When it was closed (UTC). Null: open.
    ClosedAt       datetime2(3)     null
)
GO
create unique index IX_Concern_Number on Concern (Number)
GO
create index IX_Concern_OrganisationId on Concern (OrganisationId) where OrganisationId is not null
GO
create index IX_Concern_ApplicationId on Concern (ApplicationId) where ApplicationId is not null
GO

-- A note that a lead adds to a concern.
create table ConcernNote (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ConcernNote primary key,
    -- The concern.
    ConcernId      uniqueidentifier not null constraint FK_ConcernNote_ConcernId references Concern (Id),
    -- The note, encrypted.
    EncryptedText  $text$           not null,
    -- Lead who wrote it.
    WrittenBy      uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt      datetime2(3)     not null
)
GO
create index IX_ConcernNote_ConcernId on ConcernNote (ConcernId)
GO

-- A fraud risk assessment of a fund. A review makes a new version; earlier ones stay.
create table FraudAssessment (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_FraudAssessment primary key,
    -- The fund.
    FundId      uniqueidentifier not null constraint FK_FraudAssessment_FundId references Fund (Id),
    -- Number of the version, from 1.
    Number      int              not null,
    -- Day by which it is to be reviewed again.
    ReviewBy    date             not null,
    -- What changed in this version, or why nothing did.
    Note        nvarchar(1000)   not null,
    -- Person who reviewed it.
    ReviewedBy  uniqueidentifier not null,
    -- When it was reviewed (UTC).
    ReviewedAt  datetime2(3)     not null
)
GO
create unique index IX_FraudAssessment_FundId_Number on FraudAssessment (FundId, Number)
GO

-- A risk of an assessment.
create table FraudRisk (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_FraudRisk primary key,
    -- The assessment.
    AssessmentId  uniqueidentifier not null constraint FK_FraudRisk_AssessmentId references FraudAssessment (Id),
    -- Place in the list, from 1.
    Position      int              not null,
    -- What could happen.
    Risk          nvarchar(300)    not null,
    -- Who could do it.
    Who           nvarchar(200)    not null,
    -- How likely it is before anything is done, from 1 to 5.
    Likelihood    int              not null,
    -- How bad it would be, from 1 to 5.
    Impact        int              not null,
    -- What reduces it.
    Control       nvarchar(1000)   not null,
    -- Who looks after that.
    Owner         nvarchar(200)    not null,
    -- How likely it still is, from 1 to 5.
    LikelihoodLeft int             not null,
    -- How bad it would still be, from 1 to 5.
    ImpactLeft    int              not null
)
GO
create index IX_FraudRisk_AssessmentId on FraudRisk (AssessmentId, Position)
GO

-- A random sample of the applications of a round that passed due diligence, checked again by somebody else.
create table Recheck (
    -- Primary key.
    Id       uniqueidentifier not null constraint PK_Recheck primary key,
    -- The round.
    RoundId  uniqueidentifier not null constraint FK_Recheck_RoundId references Round (Id),
    -- The number from which the sample was drawn, so that anyone can draw it again.
    Seed     int              not null,
    -- How many applications it was drawn from.
    Passed   int              not null,
    -- Person who drew it.
    DrawnBy  uniqueidentifier not null,
    -- When it was drawn (UTC).
    DrawnAt  datetime2(3)     not null
)
GO
create index IX_Recheck_RoundId on Recheck (RoundId)
GO

-- An application of the sample.
create table RecheckItem (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_RecheckItem primary key,
    -- The sample.
    RecheckId      uniqueidentifier not null constraint FK_RecheckItem_RecheckId references Recheck (Id),
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_RecheckItem_ApplicationId references Application (Id),
    -- 1 when it was clean and passed with others in one press.
    IsClean        bit              not null,
    -- 1 when the second officer agrees with the result, 0 when they found a fault. Null: not checked again yet.
    Agrees         bit              null,
    -- What they looked at, or what was wrong. Null: not checked again yet.
    Note           nvarchar(1000)   null,
    -- Who checked again. Null: no one yet.
    CheckedBy      uniqueidentifier null,
    -- When it was checked again (UTC). Null: not yet.
    CheckedAt      datetime2(3)     null
)
GO
create unique index IX_RecheckItem_RecheckId_ApplicationId on RecheckItem (RecheckId, ApplicationId)
GO
create index IX_RecheckItem_ApplicationId on RecheckItem (ApplicationId)
GO

-- A case of the fraud log, which only the leads for concerns read.
create table FraudCase (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_FraudCase primary key,
    -- Number of the case, counted from 1.
    Number          int              not null,
    -- The fund.
    FundId          uniqueidentifier not null constraint FK_FraudCase_FundId references Fund (Id),
    -- The application or award that it is about. Null: none of one.
    ApplicationId   uniqueidentifier null constraint FK_FraudCase_ApplicationId references Application (Id),
    -- Suspected or Proven, or NotFraud.
    State           nvarchar(10)     not null,
    -- What happened, how it was found, to whom it was referred with references, and the steps since, encrypted.
    EncryptedText   $text$           not null,
    -- Day on which it was found.
    FoundOn         date             not null,
    -- What was lost, in pence.
    Loss            bigint           not null,
    -- What was not lost because it was found in time, in pence.
    Prevented       bigint           not null,
    -- 1 when what came back is what the award's close-out received. 0: Recovered says it.
    FromCloseOut    bit              not null,
    -- What came back, in pence, where it is not the close-out's.
    Recovered       bigint           not null,
    -- Lead who opened it.
    OpenedBy        uniqueidentifier not null,
    -- When it was opened (UTC).
    OpenedAt        datetime2(3)     not null,
    -- Lead who closed it. Null: open.
    ClosedBy        uniqueidentifier null,
    -- When it was closed (UTC). Null: open.
    ClosedAt        datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version         int              not null
)
GO
create unique index IX_FraudCase_Number on FraudCase (Number)
GO
create index IX_FraudCase_FundId on FraudCase (FundId)
GO
create index IX_FraudCase_ApplicationId on FraudCase (ApplicationId) where ApplicationId is not null
GO
