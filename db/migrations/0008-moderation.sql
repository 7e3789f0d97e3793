-- What the panel agreed for one criterion, beside the assessors' scores, which stay as they were. A fraction, because the mean of five
-- whole numbers is one.
create table AgreedScore (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_AgreedScore_ApplicationId references Application (Id),
    -- The criterion.
    CriterionId    uniqueidentifier not null constraint FK_AgreedScore_CriterionId references Criterion (Id),
    -- Numerator of the agreed score.
    Numerator      bigint           not null,
    -- Denominator of the agreed score.
    Denominator    bigint           not null,
    -- Why: the panel's own words, or those of the assessor whose score is nearest. Null: nobody wrote any.
    Reason         nvarchar(2000)   null,
    -- Why, as the applicant reads it where an officer wrote it for the letter. Null: as above.
    LetterReason   nvarchar(2000)   null,
    -- Person who recorded it.
    AgreedBy       uniqueidentifier not null,
    -- When it was agreed (UTC).
    AgreedAt       datetime2(3)     not null,
    constraint PK_AgreedScore primary key (ApplicationId, CriterionId)
)
GO
create index IX_AgreedScore_CriterionId on AgreedScore (CriterionId)
GO

-- What the panel agreed for one pass/fail criterion.
create table AgreedPassFail (
    -- The application.
    ApplicationId        uniqueidentifier not null constraint FK_AgreedPassFail_ApplicationId references Application (Id),
    -- The pass/fail criterion.
    PassFailCriterionId  uniqueidentifier not null constraint FK_AgreedPassFail_PassFailCriterionId references PassFailCriterion (Id),
    -- 1 for pass, 0 for fail.
    Passed               bit              not null,
    -- Why. Null: no reason was needed.
    Reason               nvarchar(2000)   null,
    -- Person who recorded it.
    AgreedBy             uniqueidentifier not null,
    -- When it was agreed (UTC).
    AgreedAt             datetime2(3)     not null,
    constraint PK_AgreedPassFail primary key (ApplicationId, PassFailCriterionId)
)
GO
create index IX_AgreedPassFail_PassFailCriterionId on AgreedPassFail (PassFailCriterionId)
GO

-- The moderation of an application: what was said and who was there.
create table Moderation (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_Moderation primary key constraint FK_Moderation_ApplicationId references Application (Id),
    -- What was said.
    Note           nvarchar(4000)   not null,
    -- Names of those present, as text.
    Present        nvarchar(1000)   not null,
    -- Why it was agreed with fewer scores than the round asks for. Null: there were enough.
    FewReason      nvarchar(1000)   null,
    -- Person who read the reasons that the applicant gets. Null: they are the assessors' own, agreed with many others, and not read yet.
    ReasonsReadBy  uniqueidentifier null,
    -- Grows by one with each save.
    Version        int              not null
)
GO

-- A panel member who was present when an application was moderated.
create table ModerationPresent (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ModerationPresent_ApplicationId references Moderation (ApplicationId),
    -- The panel member.
    PersonId       uniqueidentifier not null constraint FK_ModerationPresent_PersonId references Person (Id),
    constraint PK_ModerationPresent primary key (ApplicationId, PersonId)
)
GO

-- What was agreed for an application before a sheet left the count: the draft of what is agreed again, which ends the row.
create table ReopenedModeration (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_ReopenedModeration primary key constraint FK_ReopenedModeration_ApplicationId references Application (Id),
    -- The sheet that left the count.
    AssignmentId   uniqueidentifier not null constraint FK_ReopenedModeration_AssignmentId references ScoringAssignment (Id),
    -- Agreed scores with their reasons, pass/fail, note and those present, as JSON.
    AgreedJson     $text$           not null,
    -- When the sheet left the count (UTC).
    ReopenedAt     datetime2(3)     not null
)
GO
create index IX_ReopenedModeration_AssignmentId on ReopenedModeration (AssignmentId)
GO

-- The application that the chair has open, which a shared screen follows.
create table ModerationFocus (
    -- The round.
    RoundId        uniqueidentifier not null constraint PK_ModerationFocus primary key constraint FK_ModerationFocus_RoundId references Round (Id),
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ModerationFocus_ApplicationId references Application (Id),
    -- Person who opened it.
    SetBy          uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt          datetime2(3)     not null
)
GO

-- An officer asks to award more than the pot, within the round's limit; finance answers.
create table OverAllocation (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_OverAllocation primary key,
    -- The round.
    RoundId     uniqueidentifier not null constraint FK_OverAllocation_RoundId references Round (Id),
    -- How much more, in pence.
    Amount      bigint           not null,
    -- Why more should be awarded.
    Reason      nvarchar(1000)   not null,
    -- Officer who asked.
    AskedBy     uniqueidentifier not null constraint FK_OverAllocation_AskedBy references Person (Id),
    -- When it was asked (UTC).
    AskedAt     datetime2(3)     not null,
    -- 1 when finance approved, 0 when it refused. Null: waits.
    Approved    bit              null,
    -- Finance officer who answered. Null: waits.
    AnsweredBy  uniqueidentifier null,
    -- When it was answered (UTC). Null: waits.
    AnsweredAt  datetime2(3)     null
)
GO
create index IX_OverAllocation_RoundId on OverAllocation (RoundId)
GO

-- What the panel says about an application that its score alone does not decide.
create table CloseCall (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_CloseCall primary key constraint FK_CloseCall_ApplicationId references Application (Id),
    -- The round.
    RoundId        uniqueidentifier not null constraint FK_CloseCall_RoundId references Round (Id),
    -- What the panel says.
    Wording        nvarchar(1000)   not null,
    -- Person who last saved it.
    SavedBy        uniqueidentifier not null,
    -- When it was saved (UTC).
    SavedAt        datetime2(3)     not null
)
GO

-- A part of what was asked for is proposed. It counts only when the applicant says that the project still works with it.
create table PartAward (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_PartAward primary key constraint FK_PartAward_ApplicationId references Application (Id),
    -- The round.
    RoundId        uniqueidentifier not null constraint FK_PartAward_RoundId references Round (Id),
    -- Money proposed, in pence.
    Amount         bigint           not null,
    -- Why not all of it.
    Reason         nvarchar(1000)   not null,
    -- Officer who proposed it.
    ProposedBy     uniqueidentifier not null,
    -- When it was proposed (UTC).
    ProposedAt     datetime2(3)     not null,
    -- 1 when the applicant said that the project works, 0 when not. Null: waits.
    Confirmed      bit              null,
    -- What the applicant says to it. Null: waits, or nothing was said.
    Answer         nvarchar(2000)   null,
    -- Person who answered. Null: waits.
    AnsweredBy     uniqueidentifier null,
    -- When it was answered (UTC). Null: waits.
    AnsweredAt     datetime2(3)     null
)
GO

-- What a proposed part award leaves of one budget line.
create table PartAwardLine (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_PartAwardLine_ApplicationId references PartAward (ApplicationId),
    -- The budget line.
    BudgetLineId   uniqueidentifier not null constraint FK_PartAwardLine_BudgetLineId references BudgetLine (Id),
    -- What is left of it, in pence.
    Amount         bigint           not null,
    constraint PK_PartAwardLine primary key (ApplicationId, BudgetLineId)
)
GO
create index IX_PartAwardLine_BudgetLineId on PartAwardLine (BudgetLineId)
GO

-- A threshold, with a pot, limits and part awards, that was tried and kept for the minutes with what would have followed.
create table TriedThreshold (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_TriedThreshold primary key,
    -- The round.
    RoundId       uniqueidentifier not null constraint FK_TriedThreshold_RoundId references Round (Id),
    -- Numerator of the threshold, in per cent.
    Numerator     bigint           not null,
    -- Denominator of the threshold.
    Denominator   bigint           not null,
    -- The pot that was tried, in pence.
    Pot           bigint           not null,
    -- What else was other than the round has it, in words. Empty: nothing.
    Moved         $text$           not null,
    -- The page's query, which shows it again.
    Address       $text$           not null,
    -- Applications that would have been funded.
    Funded        int              not null,
    -- Money that they would have had, in pence.
    Awarded       bigint           not null,
    -- Applications without an agreed score, whose mean was used.
    OnMeans       int              not null,
    -- References of those that would have been funded, each with its amount.
    FundedList    $text$           not null,
    -- What was said to it. Empty: nothing.
    Note          nvarchar(1000)   not null,
    -- Person who kept it.
    TriedBy       uniqueidentifier not null,
    -- When it was kept (UTC).
    TriedAt       datetime2(3)     not null
)
GO
create index IX_TriedThreshold_RoundId on TriedThreshold (RoundId)
GO

-- A point about an application that somebody looks after until it is settled.
create table ModerationFlag (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ModerationFlag primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ModerationFlag_ApplicationId references Application (Id),
    -- PassFailDisputed, PassFailFailed, BothSides, OneDiffers, Spread or Missing, for a flag that comes of the scores. Null: a person raised it.
    Kind           nvarchar(30)     null,
    -- What it says.
    Wording        nvarchar(1000)   not null,
    -- Person who raised it, or who took over one that comes of the scores.
    RaisedBy       uniqueidentifier not null,
    -- When (UTC).
    RaisedAt       datetime2(3)     not null,
    -- Person who looks after it.
    OwnerId        uniqueidentifier not null constraint FK_ModerationFlag_OwnerId references Person (Id),
    -- How it was settled. Null: it is open.
    Resolution     nvarchar(1000)   null,
    -- Person who settled it. Null: it is open.
    ResolvedBy     uniqueidentifier null,
    -- When it was settled (UTC). Null: it is open.
    ResolvedAt     datetime2(3)     null
)
GO
create index IX_ModerationFlag_ApplicationId on ModerationFlag (ApplicationId)
GO
create index IX_ModerationFlag_OwnerId on ModerationFlag (OwnerId)
