create table Application (
    Id               uniqueidentifier not null constraint PK_Application primary key,
    RoundId          uniqueidentifier not null constraint FK_Application_Round references Round (Id),
    OrganisationId   uniqueidentifier not null constraint FK_Application_Organisation references Organisation (Id),
    Status           nvarchar(20)      not null,
    Number           int              null,
    Reference        nvarchar(40)      null,
    ProjectName      nvarchar(200)    null,
    Summary          $text$           null,
    Priority         nvarchar(200)    null,
    Zone             nvarchar(1000)   null,
    AmountRequested  bigint           null,
    StartsOn         date             null,
    EndsOn           date             null,
    StartedBy        uniqueidentifier not null constraint FK_Application_StartedBy references Person (Id),
    StartedAt        datetime2(3)     not null,
    SubmittedBy      uniqueidentifier null,
    SubmittedAt      datetime2(3)     null,
    DeclaredName     nvarchar(200)    null,
    CopyJson         $text$           null,
    CopySha256       nvarchar(64)         null,
    WithdrawnAt      datetime2(3)     null,
    WithdrawReason   nvarchar(1000)   null,
    DueDiligence     nvarchar(20)      not null,
    Version          int              not null,
    constraint CK_Application_Status check (Status in ('Draft', 'Submitted', 'Withdrawn'))
)
GO
create unique index IX_Application_RoundId_Number on Application (RoundId, Number) where Number is not null
GO
create unique index IX_Application_Reference on Application (Reference) where Reference is not null
GO
create index IX_Application_OrganisationId on Application (OrganisationId)
GO
-- One row a section and application: its version catches two tabs saving at once.
create table ApplicationSection (
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationSection_Application references Application (Id),
    Section        nvarchar(100)    not null,
    Version        int              not null,
    SavedAt        datetime2(3)     not null,
    SavedBy        uniqueidentifier not null,
    constraint PK_ApplicationSection primary key (ApplicationId, Section)
)
GO
create table EligibilityAnswer (
    ApplicationId          uniqueidentifier not null constraint FK_EligibilityAnswer_Application references Application (Id),
    EligibilityQuestionId  uniqueidentifier not null constraint FK_EligibilityAnswer_Question references EligibilityQuestion (Id),
    AnsweredYes            bit              not null,
    constraint PK_EligibilityAnswer primary key (ApplicationId, EligibilityQuestionId)
)
GO
create table Answer (
    ApplicationId  uniqueidentifier not null constraint FK_Answer_Application references Application (Id),
    QuestionId     uniqueidentifier not null constraint FK_Answer_Question references Question (Id),
    Wording        $text$           not null,
    constraint PK_Answer primary key (ApplicationId, QuestionId)
)
GO
create table BudgetLine (
    Id             uniqueidentifier not null constraint PK_BudgetLine primary key,
    ApplicationId  uniqueidentifier not null constraint FK_BudgetLine_Application references Application (Id),
    Position       int              not null,
    Item           nvarchar(200)    not null,
    Requested      bigint           not null,
    OtherFunders   bigint           not null
)
GO
create index IX_BudgetLine_ApplicationId on BudgetLine (ApplicationId, Position)
GO
create table OutcomeMeasure (
    Id             uniqueidentifier not null constraint PK_OutcomeMeasure primary key,
    ApplicationId  uniqueidentifier not null constraint FK_OutcomeMeasure_Application references Application (Id),
    Position       int              not null,
    Outcome        nvarchar(500)    not null,
    Measure        nvarchar(500)    not null,
    Baseline       nvarchar(200)    not null,
    Target         nvarchar(200)    not null
)
GO
create index IX_OutcomeMeasure_ApplicationId on OutcomeMeasure (ApplicationId, Position)
GO
create table ApplicationDocument (
    Id              uniqueidentifier not null constraint PK_ApplicationDocument primary key,
    ApplicationId   uniqueidentifier not null constraint FK_ApplicationDocument_Application references Application (Id),
    DocumentKindId  uniqueidentifier not null constraint FK_ApplicationDocument_Kind references DocumentKind (Id),
    FileId          uniqueidentifier not null constraint FK_ApplicationDocument_File references StoredFile (Id)
)
GO
create index IX_ApplicationDocument_ApplicationId on ApplicationDocument (ApplicationId)
