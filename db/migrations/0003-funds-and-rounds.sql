create table Fund (
    Id           uniqueidentifier not null constraint PK_Fund primary key,
    Name         nvarchar(200)    not null,
    Prefix       nvarchar(10)      not null,
    Description  $text$           not null,
    CreatedAt    datetime2(3)     not null
)
GO
create unique index IX_Fund_Name on Fund (Name)
GO
create table Round (
    Id                     uniqueidentifier not null constraint PK_Round primary key,
    FundId                 uniqueidentifier not null constraint FK_Round_Fund references Fund (Id),
    Name                   nvarchar(200)    not null,
    BudgetYear             nvarchar(7)       not null,
    Pot                    bigint           not null,
    MaximumGrant           bigint           not null,
    MinimumGrant           bigint           not null,
    OpensAt                datetime2(3)     not null,
    ClosesAt               datetime2(3)     not null,
    ScoringClosesAt        datetime2(3)     not null,
    DecisionExpectedOn     date             not null,
    ProjectsStartOn        date             not null,
    ProjectsEndBy          date             not null,
    AcceptWithinDays       int              not null,
    Guidance               $text$           not null,
    Conditions             $text$           not null,
    LegalPower             $text$           not null,
    ThresholdMethod        $text$           not null,
    PublishedAt            datetime2(3)     null,
    ThresholdNumerator     bigint           null,
    ThresholdDenominator   bigint           null,
    ThresholdSetAt         datetime2(3)     null,
    ThresholdSetBy         uniqueidentifier null,
    RecommendedAt          datetime2(3)     null,
    DecidedAt              datetime2(3)     null,
    LettersReleasedAt      datetime2(3)     null,
    CreatedAt              datetime2(3)     not null,
    Version                int              not null
)
GO
create index IX_Round_FundId on Round (FundId)
GO
-- Running counts, kept in the transactions that change them, so that a page about 5,700 applications costs what one about 57 does.
create table RoundTally (
    RoundId      uniqueidentifier not null constraint PK_RoundTally primary key constraint FK_RoundTally_Round references Round (Id),
    Drafts       int              not null,
    Submitted    int              not null,
    Withdrawn    int              not null,
    Requested    bigint           not null,
    LastNumber   int              not null,
    Awards       int              not null,
    Awarded      bigint           not null
)
GO
create table RoundPriority (
    Id        uniqueidentifier not null constraint PK_RoundPriority primary key,
    RoundId   uniqueidentifier not null constraint FK_RoundPriority_Round references Round (Id),
    Position  int              not null,
    Name      nvarchar(200)    not null
)
GO
create index IX_RoundPriority_RoundId on RoundPriority (RoundId, Position)
GO
create table RoundZone (
    Id        uniqueidentifier not null constraint PK_RoundZone primary key,
    RoundId   uniqueidentifier not null constraint FK_RoundZone_Round references Round (Id),
    Position  int              not null,
    Name      nvarchar(200)    not null
)
GO
create index IX_RoundZone_RoundId on RoundZone (RoundId, Position)
GO
create table EligibilityQuestion (
    Id        uniqueidentifier not null constraint PK_EligibilityQuestion primary key,
    RoundId   uniqueidentifier not null constraint FK_EligibilityQuestion_Round references Round (Id),
    Position  int              not null,
    Wording   nvarchar(500)    not null,
    Hint      nvarchar(500)    null,
    WhyNot    nvarchar(1000)   not null
)
GO
create index IX_EligibilityQuestion_RoundId on EligibilityQuestion (RoundId, Position)
GO
create table Question (
    Id         uniqueidentifier not null constraint PK_Question primary key,
    RoundId    uniqueidentifier not null constraint FK_Question_Round references Round (Id),
    Position   int              not null,
    Section    nvarchar(100)    not null,
    Code       nvarchar(40)      not null,
    Wording    nvarchar(500)    not null,
    Hint       nvarchar(1000)   null,
    WordLimit  int              not null,
    Required   bit              not null
)
GO
create index IX_Question_RoundId on Question (RoundId, Position)
GO
create table DocumentKind (
    Id        uniqueidentifier not null constraint PK_DocumentKind primary key,
    RoundId   uniqueidentifier not null constraint FK_DocumentKind_Round references Round (Id),
    Position  int              not null,
    Name      nvarchar(200)    not null,
    Hint      nvarchar(500)    null,
    Required  bit              not null
)
GO
create index IX_DocumentKind_RoundId on DocumentKind (RoundId, Position)
GO
create table Criterion (
    Id        uniqueidentifier not null constraint PK_Criterion primary key,
    RoundId   uniqueidentifier not null constraint FK_Criterion_Round references Round (Id),
    Position  int              not null,
    Code      nvarchar(40)      not null,
    Name      nvarchar(200)    not null,
    Guidance  nvarchar(1000)   not null,
    Weight    int              not null,
    constraint CK_Criterion_Weight check (Weight between 1 and 100)
)
GO
create index IX_Criterion_RoundId on Criterion (RoundId, Position)
GO
create table CriterionAnchor (
    CriterionId  uniqueidentifier not null constraint FK_CriterionAnchor_Criterion references Criterion (Id),
    Score       int              not null,
    Wording      nvarchar(500)    not null,
    constraint PK_CriterionAnchor primary key (CriterionId, Score)
)
GO
create table RoundCheck (
    Id        uniqueidentifier not null constraint PK_DueDiligenceItem primary key,
    RoundId   uniqueidentifier not null constraint FK_DueDiligenceItem_Round references Round (Id),
    Position  int              not null,
    Name      nvarchar(200)    not null,
    Guidance  nvarchar(1000)   not null
)
GO
create index IX_DueDiligenceItem_RoundId on RoundCheck (RoundId, Position)
GO
create table PanelMember (
    RoundId     uniqueidentifier not null constraint FK_PanelMember_Round references Round (Id),
    PersonId    uniqueidentifier not null constraint FK_PanelMember_Person references Person (Id),
    Assigned    int              not null,
    Conflicted  int              not null,
    Submitted      int              not null,
    constraint PK_PanelMember primary key (RoundId, PersonId)
)
GO
create index IX_PanelMember_PersonId on PanelMember (PersonId)
