-- A submitted sheet's sum of weight x points, of 500: totals of a whole round are read without its 24,000 scores.
alter table ScoringAssignment add Total int null
GO
-- The last application that was considered for the member, whether or not it was given to them.
alter table PanelMember add AssignedTo int not null constraint DF_PanelMember_AssignedTo default 0
GO
alter table PanelMember add RemindedAt datetime2(3) null
GO
-- What an application must pass before its score counts (R37).
create table PassFailCriterion (
    Id        uniqueidentifier not null constraint PK_PassFailCriterion primary key,
    RoundId   uniqueidentifier not null constraint FK_PassFail_Round references Round (Id),
    Position  int              not null,
    Name      nvarchar(200)    not null,
    Guidance  nvarchar(1000)   not null
)
GO
create index IX_PassFail_RoundId on PassFailCriterion (RoundId, Position)
GO
create table PassFailAnswer (
    AssignmentId  uniqueidentifier not null constraint FK_PassFailScore_Assignment references ScoringAssignment (Id),
    PassFailCriterionId        uniqueidentifier not null constraint FK_PassFailScore_PassFailCriterion references PassFailCriterion (Id),
    Passed        bit              null,
    Reason        nvarchar(2000)   not null,
    constraint PK_PassFailScore primary key (AssignmentId, PassFailCriterionId)
)
GO
create table AgreedPassFail (
    ApplicationId  uniqueidentifier not null constraint FK_AgreedPassFail_Application references Application (Id),
    PassFailCriterionId         uniqueidentifier not null constraint FK_AgreedPassFail_PassFailCriterion references PassFailCriterion (Id),
    Passed         bit              not null,
    Reason         nvarchar(2000)   null,
    AgreedBy       uniqueidentifier not null,
    AgreedAt       datetime2(3)     not null,
    constraint PK_AgreedPassFailCriterion primary key (ApplicationId, PassFailCriterionId)
)
GO
create table CorrectionRequest (
    Id            uniqueidentifier not null constraint PK_UnsealRequest primary key,
    AssignmentId  uniqueidentifier not null constraint FK_UnsealRequest_Assignment references ScoringAssignment (Id),
    Reason        nvarchar(1000)   not null,
    RequestedAt   datetime2(3)     not null,
    Granted       bit              null,
    Answer        nvarchar(1000)   null,
    AnsweredBy    uniqueidentifier null,
    AnsweredAt    datetime2(3)     null
)
GO
create index IX_UnsealRequest_AssignmentId on CorrectionRequest (AssignmentId)
GO
-- Scores of the invented applications on which a panel tries the scale.
create table PracticeScore (
    RoundId      uniqueidentifier not null constraint FK_PracticeScore_Round references Round (Id),
    AssessorId     uniqueidentifier not null constraint FK_PracticeScore_Person references Person (Id),
    Practice     int              not null,
    CriterionId  uniqueidentifier not null constraint FK_PracticeScore_Criterion references Criterion (Id),
    Value       int              not null,
    ScoredAt     datetime2(3)     not null,
    constraint PK_PracticeScore primary key (RoundId, AssessorId, Practice, CriterionId),
    constraint CK_PracticeScore_Points check (Value between 0 and 5)
)
GO
-- The application that the chair has open, which a shared screen follows.
create table ModerationFocus (
    RoundId        uniqueidentifier not null constraint PK_ModerationFocus primary key constraint FK_ModerationFocus_Round references Round (Id),
    ApplicationId  uniqueidentifier not null constraint FK_ModerationFocus_Application references Application (Id),
    SetBy          uniqueidentifier not null,
    SetAt          datetime2(3)     not null
)
GO
create table ModerationPresent (
    ApplicationId  uniqueidentifier not null constraint FK_ModerationPresent_Moderation references Moderation (ApplicationId),
    PersonId       uniqueidentifier not null constraint FK_ModerationPresent_Person references Person (Id),
    constraint PK_ModerationPresent primary key (ApplicationId, PersonId)
)
