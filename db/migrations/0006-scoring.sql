create table ScoringAssignment (
    Id               uniqueidentifier not null constraint PK_ScoringAssignment primary key,
    RoundId          uniqueidentifier not null constraint FK_ScoringAssignment_Round references Round (Id),
    ApplicationId    uniqueidentifier not null constraint FK_ScoringAssignment_Application references Application (Id),
    AssessorId         uniqueidentifier not null constraint FK_ScoringAssignment_Person references Person (Id),
    Position         int              not null,
    Conflict         nvarchar(20)      not null,
    ConflictKind     nvarchar(100)    null,
    ConflictDetail   nvarchar(1000)   null,
    DeclaredAt       datetime2(3)     null,
    SubmittedAt         datetime2(3)     null,
    Version          int              not null,
    constraint CK_ScoringAssignment_Conflict check (Conflict in ('NotDeclared', 'None', 'Declared'))
)
GO
create unique index IX_ScoringAssignment_ApplicationId on ScoringAssignment (ApplicationId, AssessorId)
GO
create unique index IX_ScoringAssignment_Queue on ScoringAssignment (RoundId, AssessorId, Position)
GO
create table Score (
    AssignmentId  uniqueidentifier not null constraint FK_Score_Assignment references ScoringAssignment (Id),
    CriterionId   uniqueidentifier not null constraint FK_Score_Criterion references Criterion (Id),
    Value        int              null,
    Reason        nvarchar(2000)   not null,
    constraint PK_Score primary key (AssignmentId, CriterionId),
    constraint CK_Score_Points check (Value between 0 and 5)
)
