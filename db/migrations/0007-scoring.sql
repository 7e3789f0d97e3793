-- An application assigned to an assessor, with their conflict of interest and the state of their score sheet.
create table ScoringAssignment (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_ScoringAssignment primary key,
    -- The round.
    RoundId         uniqueidentifier not null constraint FK_ScoringAssignment_RoundId references Round (Id),
    -- The application.
    ApplicationId   uniqueidentifier not null constraint FK_ScoringAssignment_ApplicationId references Application (Id),
    -- The assessor.
    AssessorId      uniqueidentifier not null constraint FK_ScoringAssignment_AssessorId references Person (Id),
    -- Place in the assessor's own list, from 1.
    Position        int              not null,
    -- NotDeclared, None, Declared by the assessor, or Recused by the office.
    Conflict        nvarchar(20)     not null,
    -- Kind of conflict, from the portal's list. Null: none declared.
    ConflictKind    nvarchar(100)    null,
    -- The conflict in the words of the assessor, or of the officer who recused them. Null: none, or nothing was said.
    ConflictDetail  nvarchar(1000)   null,
    -- When the conflict, or that there is none, was declared, or the assessor recused (UTC). Null: not declared.
    DeclaredAt      datetime2(3)     null,
    -- Officer who recused the assessor. Null: nobody did.
    RecusedBy       uniqueidentifier null,
    -- Assessor who scores the application in place of this one. Null: nobody does.
    ReplacedBy      uniqueidentifier null,
    -- Total of the submitted score sheet in parts of a percentage point (Round.ScoreUnit). Null: not submitted. It saves reading every score of a round.
    Total           int              null,
    -- When the score sheet was submitted (UTC). Null: draft, or opened again.
    SubmittedAt     datetime2(3)     null,
    -- Whether the assessor would fund it: Fund, Maybe or DoNotFund. Null: not said.
    Advice          nvarchar(20)     null,
    -- The award that the assessor would make, in pence. Null: not said.
    AdvisedAmount   bigint           null,
    -- What the assessor thinks should be met before payment. Null: nothing.
    AdvisedCondition nvarchar(2000)  null,
    -- What the assessor would ask at the moderation meeting. Null: nothing.
    MeetingQuestion nvarchar(2000)   null,
    -- The opened page that saved the draft last, by a random number: a page whose answer was lost on the way may save again. Null: none.
    SavedIn         uniqueidentifier null,
    -- Grows by one with each change of the sheet.
    Version         int              not null,
    constraint CK_ScoringAssignment_Conflict check (Conflict in ('NotDeclared', 'None', 'Declared', 'Recused')),
    constraint CK_ScoringAssignment_Advice check (Advice in ('Fund', 'Maybe', 'DoNotFund'))
)
GO
create unique index IX_ScoringAssignment_ApplicationId_AssessorId on ScoringAssignment (ApplicationId, AssessorId)
GO
-- The assessor's list, in its order.
create unique index IX_ScoringAssignment_RoundId_AssessorId_Position on ScoringAssignment (RoundId, AssessorId, Position)
GO

-- A submitted version of a score sheet that no longer counts, because the sheet was opened again or a conflict of interest was found. It
-- never changes.
create table EarlierSheet (
    -- The score sheet.
    AssignmentId  uniqueidentifier not null constraint FK_EarlierSheet_AssignmentId references ScoringAssignment (Id),
    -- Number of the version, from 1.
    Number        int              not null,
    -- Assessor who submitted it; another may have taken over the sheet since.
    AssessorId    uniqueidentifier not null constraint FK_EarlierSheet_AssessorId references Person (Id),
    -- When it was submitted (UTC).
    SubmittedAt   datetime2(3)     not null,
    -- Its total in parts of a percentage point (Round.ScoreUnit).
    Total         int              not null,
    -- Its scores, pass/fail answers and reasons, as JSON.
    SheetJson     $text$           not null,
    -- Why it no longer counts.
    Reason        nvarchar(1000)   not null,
    -- Person who ended it.
    EndedBy       uniqueidentifier not null,
    -- When it was ended (UTC).
    EndedAt       datetime2(3)     not null,
    -- When it was put back, because the conflict was declared by mistake (UTC). Null: it was not.
    RestoredAt    datetime2(3)     null,
    constraint PK_EarlierSheet primary key (AssignmentId, Number)
)
GO
create index IX_EarlierSheet_AssessorId on EarlierSheet (AssessorId)
GO

-- The score that an assessor gave one criterion.
create table Score (
    -- The score sheet.
    AssignmentId  uniqueidentifier not null constraint FK_Score_AssignmentId references ScoringAssignment (Id),
    -- The criterion.
    CriterionId   uniqueidentifier not null constraint FK_Score_CriterionId references Criterion (Id),
    -- The score, on the criterion's scale. Null: not scored yet.
    Value         int              null,
    -- Why; empty: nothing written yet.
    Reason        nvarchar(2000)   not null,
    constraint PK_Score primary key (AssignmentId, CriterionId),
    constraint CK_Score_Value check (Value between 0 and 10)
)
GO
create index IX_Score_CriterionId on Score (CriterionId)
GO

-- What an assessor says about one pass/fail criterion.
create table PassFailAnswer (
    -- The score sheet.
    AssignmentId         uniqueidentifier not null constraint FK_PassFailAnswer_AssignmentId references ScoringAssignment (Id),
    -- The pass/fail criterion.
    PassFailCriterionId  uniqueidentifier not null constraint FK_PassFailAnswer_PassFailCriterionId references PassFailCriterion (Id),
    -- 1 for pass, 0 for fail. Null: not answered yet.
    Passed               bit              null,
    -- Why; empty: nothing written yet.
    Reason               nvarchar(2000)   not null,
    constraint PK_PassFailAnswer primary key (AssignmentId, PassFailCriterionId)
)
GO
create index IX_PassFailAnswer_PassFailCriterionId on PassFailAnswer (PassFailCriterionId)
GO

-- An assessor asks to correct a submitted score sheet.
create table CorrectionRequest (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_CorrectionRequest primary key,
    -- The score sheet.
    AssignmentId  uniqueidentifier not null constraint FK_CorrectionRequest_AssignmentId references ScoringAssignment (Id),
    -- Why it should be corrected.
    Reason        nvarchar(1000)   not null,
    -- When the assessor asked (UTC).
    RequestedAt   datetime2(3)     not null,
    -- 1 when the office opened the sheet again, 0 when it refused. Null: waits.
    Granted       bit              null,
    -- What the office says to it. Null: waits, or nothing was said.
    Answer        nvarchar(1000)   null,
    -- Officer who answered. Null: waits.
    AnsweredBy    uniqueidentifier null,
    -- When it was answered (UTC). Null: waits.
    AnsweredAt    datetime2(3)     null
)
GO
create index IX_CorrectionRequest_AssignmentId on CorrectionRequest (AssignmentId)
GO

-- An application that the office wrote for the panel to try the scale on, with the office's own scores.
create table PracticeApplication (
    -- The round.
    RoundId      uniqueidentifier not null constraint FK_PracticeApplication_RoundId references Round (Id),
    -- Its number, from 1.
    Number       int              not null,
    -- Its title.
    Title        nvarchar(200)    not null,
    -- Its answers, and the office's score and reason for each criterion, as JSON.
    ContentJson  $text$           not null,
    constraint PK_PracticeApplication primary key (RoundId, Number)
)
GO

-- A score of one of the invented applications on which a panel tries the scale.
create table PracticeScore (
    -- The round.
    RoundId      uniqueidentifier not null constraint FK_PracticeScore_RoundId references Round (Id),
    -- The assessor.
    AssessorId   uniqueidentifier not null constraint FK_PracticeScore_AssessorId references Person (Id),
    -- Which invented application, from 1.
    Practice     int              not null,
    -- The criterion.
    CriterionId  uniqueidentifier not null constraint FK_PracticeScore_CriterionId references Criterion (Id),
    -- The score, on the criterion's scale.
    Value        int              not null,
    -- When it was given (UTC).
    ScoredAt     datetime2(3)     not null,
    constraint PK_PracticeScore primary key (RoundId, AssessorId, Practice, CriterionId),
    constraint CK_PracticeScore_Value check (Value between 0 and 10)
)
GO
create index IX_PracticeScore_CriterionId on PracticeScore (CriterionId)
