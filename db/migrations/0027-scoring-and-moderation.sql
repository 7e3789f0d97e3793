-- A sealed sheet's sum of weight x points, of 500: totals of a whole round are read without its 24,000 marks.
alter table ScoringAssignment add Total int null
GO
-- The last bid that was considered for the member, whether or not it was given to them.
alter table PanelMember add AssignedTo int not null constraint DF_PanelMember_AssignedTo default 0
GO
alter table PanelMember add RemindedAt datetime2(3) null
GO
-- What a bid must pass before its score counts (R37).
create table Gate (
    Id        uniqueidentifier not null constraint PK_Gate primary key,
    RoundId   uniqueidentifier not null constraint FK_Gate_Round references Round (Id),
    Position  int              not null,
    Name      nvarchar(200)    not null,
    Guidance  nvarchar(1000)   not null
)
GO
create index IX_Gate_RoundId on Gate (RoundId, Position)
GO
create table GateMark (
    AssignmentId  uniqueidentifier not null constraint FK_GateMark_Assignment references ScoringAssignment (Id),
    GateId        uniqueidentifier not null constraint FK_GateMark_Gate references Gate (Id),
    Passed        bit              null,
    Reason        nvarchar(2000)   not null,
    constraint PK_GateMark primary key (AssignmentId, GateId)
)
GO
create table AgreedGate (
    ApplicationId  uniqueidentifier not null constraint FK_AgreedGate_Application references Application (Id),
    GateId         uniqueidentifier not null constraint FK_AgreedGate_Gate references Gate (Id),
    Passed         bit              not null,
    Reason         nvarchar(2000)   null,
    AgreedBy       uniqueidentifier not null,
    AgreedAt       datetime2(3)     not null,
    constraint PK_AgreedGate primary key (ApplicationId, GateId)
)
GO
create table UnsealRequest (
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
create index IX_UnsealRequest_AssignmentId on UnsealRequest (AssignmentId)
GO
-- Marks of the invented bids on which a panel tries the scale.
create table PracticeMark (
    RoundId      uniqueidentifier not null constraint FK_PracticeMark_Round references Round (Id),
    ScorerId     uniqueidentifier not null constraint FK_PracticeMark_Person references Person (Id),
    Practice     int              not null,
    CriterionId  uniqueidentifier not null constraint FK_PracticeMark_Criterion references Criterion (Id),
    Points       int              not null,
    MarkedAt     datetime2(3)     not null,
    constraint PK_PracticeMark primary key (RoundId, ScorerId, Practice, CriterionId),
    constraint CK_PracticeMark_Points check (Points between 0 and 5)
)
GO
-- The bid that the chair has open, which a shared screen follows.
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
