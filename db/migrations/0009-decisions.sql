-- One part of a round's recommendation paper in the officer's own words; the paper's figures are the portal's.
create table PaperText (
    -- The round.
    RoundId  uniqueidentifier not null constraint FK_PaperText_RoundId references Round (Id),
    -- Background, Alternatives, Equality, Subsidy, Legal, Finance or Risks.
    Part     nvarchar(20)     not null,
    -- The text.
    Wording  $text$           not null,
    -- Officer who last saved it.
    SavedBy  uniqueidentifier not null,
    -- When it was saved (UTC).
    SavedAt  datetime2(3)     not null,
    -- Grows by one with each save.
    Version  int              not null,
    constraint PK_PaperText primary key (RoundId, Part)
)
GO

-- What the chief finance officer or the legal reviewer says about a round's paper, in their own name: in the paper before it is put forward,
-- beside it until the decision.
create table PaperComment (
    -- The round.
    RoundId  uniqueidentifier not null constraint FK_PaperComment_RoundId references Round (Id),
    -- Role in which the person comments: ChiefFinanceOfficer or LegalReviewer.
    Role     nvarchar(30)     not null,
    -- 0: it goes into the paper that is being written. Otherwise the number of the recommendation beside whose paper it was added.
    Beside   int              not null,
    -- The comment; empty: taken back.
    Wording  $text$           not null,
    -- Person who last saved it, whose comment it is.
    SavedBy  uniqueidentifier not null constraint FK_PaperComment_SavedBy references Person (Id),
    -- When it was saved (UTC).
    SavedAt  datetime2(3)     not null,
    -- Grows by one with each save.
    Version  int              not null,
    constraint PK_PaperComment primary key (RoundId, Role, Beside),
    constraint CK_PaperComment_Role check (Role in ('ChiefFinanceOfficer', 'LegalReviewer'))
)
GO
create index IX_PaperComment_SavedBy on PaperComment (SavedBy)
GO

-- A recommendation paper of a round, as it was put forward.
create table Recommendation (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_Recommendation primary key,
    -- The round.
    RoundId      uniqueidentifier not null constraint FK_Recommendation_RoundId references Round (Id),
    -- Its number in the round, from 1.
    Number       int              not null,
    -- The whole paper as it was made, as JSON.
    PaperJson    $text$           not null,
    -- SHA-256 of PaperJson, in hexadecimal.
    PaperSha256  nvarchar(64)     not null,
    -- Officer who made it.
    MadeBy       uniqueidentifier not null,
    -- When it was made (UTC).
    MadeAt       datetime2(3)     not null,
    -- When it was withdrawn, because changes were required (UTC). Null: it stands.
    WithdrawnAt  datetime2(3)     null,
    -- Day on which the decision maker means to decide, after putting the decision off. Null: it was not put off.
    PutOffUntil  date             null,
    -- What the decision maker waits for, or asks for. Null: it was not put off.
    PutOffWhy    nvarchar(1000)   null,
    -- Person who last put it off. Null: it was not put off.
    PutOffBy     uniqueidentifier null,
    -- When it was last put off (UTC). Null: it was not.
    PutOffAt     datetime2(3)     null
)
GO
-- One in a round, except that a rolling round has one for each list of applications that it decides.
create unique index IX_Recommendation_RoundId_Number on Recommendation (RoundId, Number)
GO

-- What a recommendation paper says about one application.
create table RecommendationLine (
    -- The recommendation.
    RecommendationId  uniqueidentifier not null constraint FK_RecommendationLine_RecommendationId references Recommendation (Id),
    -- The application.
    ApplicationId     uniqueidentifier not null constraint FK_RecommendationLine_ApplicationId references Application (Id),
    -- Place in the list, from 1, best first.
    RankPosition      int              not null,
    -- Numerator of its agreed total, as a percentage.
    Numerator         bigint           not null,
    -- Denominator of its agreed total.
    Denominator       bigint           not null,
    -- Fund, BelowThreshold, PotSpent (passed, but no money was left), OverLimit, FailedPassFail, FailedCheck or NotScored.
    Result            nvarchar(20)     not null,
    -- Money recommended, in pence; 0: none.
    Amount            bigint           not null,
    -- Why, in a sentence.
    Reason            nvarchar(1000)   not null,
    -- What the project does and why it reduces crime, as an officer wrote it. Null: nobody wrote it, so the decision maker reads a draft.
    CrimeReason       $text$           null,
    -- Its due diligence when the paper was made, as in Application.DueDiligence. Null: not kept.
    DueDiligence      nvarchar(20)     null,
    constraint PK_RecommendationLine primary key (RecommendationId, ApplicationId),
    constraint CK_RecommendationLine_Result check (Result in ('Fund', 'BelowThreshold', 'PotSpent', 'OverLimit', 'FailedPassFail', 'FailedCheck', 'NotScored'))
)
GO
create index IX_RecommendationLine_ApplicationId on RecommendationLine (ApplicationId)
GO

-- A step of a recommendation paper's sign-off, in order. Changes required end that version of the paper.
create table PaperSignOff (
    -- The recommendation.
    RecommendationId  uniqueidentifier not null constraint FK_PaperSignOff_RecommendationId references Recommendation (Id),
    -- Number of the step, from 1.
    Step              int              not null,
    -- What the step is called, such as Legal advice.
    Title             nvarchar(200)    not null,
    -- 1 when signed, 0 when changes are required.
    Approved          bit              not null,
    -- What the person adds. Null: nothing.
    Note              nvarchar(2000)   null,
    -- Person who answered.
    SignedBy          uniqueidentifier not null constraint FK_PaperSignOff_SignedBy references Person (Id),
    -- When the step was answered (UTC).
    SignedAt          datetime2(3)     not null,
    constraint PK_PaperSignOff primary key (RecommendationId, Step)
)
GO

-- A person named to decide a round. Without one of them everybody with the right decides it.
create table RoundApprover (
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_RoundApprover_RoundId references Round (Id),
    -- The person.
    PersonId  uniqueidentifier not null constraint FK_RoundApprover_PersonId references Person (Id),
    constraint PK_RoundApprover primary key (RoundId, PersonId)
)
GO
create index IX_RoundApprover_PersonId on RoundApprover (PersonId)
GO

-- Up to what amount a person may decide.
create table ApprovalLimit (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_ApprovalLimit primary key,
    -- The person.
    PersonId  uniqueidentifier not null constraint FK_ApprovalLimit_PersonId references Person (Id),
    -- The fund for which it counts. Null: all funds.
    FundId    uniqueidentifier null constraint FK_ApprovalLimit_FundId references Fund (Id),
    -- The most that the grants of one decision may come to, in pence. Null: without limit.
    UpTo      bigint           null,
    -- Person who set it.
    SetBy     uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt     datetime2(3)     not null
)
GO
create index IX_ApprovalLimit_PersonId on ApprovalLimit (PersonId)
GO

-- What a project does and why it reduces crime, in an officer's words, until the recommendation keeps it.
create table CrimeReason (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_CrimeReason primary key constraint FK_CrimeReason_ApplicationId references Application (Id),
    -- The sentence.
    Wording        nvarchar(500)    not null,
    -- Officer who last saved it.
    SavedBy        uniqueidentifier not null,
    -- When it was saved (UTC).
    SavedAt        datetime2(3)     not null,
    -- Grows by one with each save.
    Version        int              not null
)
GO

-- What a decision maker has settled so far on a recommendation. Nothing is decided until it is recorded.
create table DecisionDraft (
    -- The recommendation.
    RecommendationId  uniqueidentifier not null constraint FK_DecisionDraft_RecommendationId references Recommendation (Id),
    -- The decision maker.
    PersonId          uniqueidentifier not null constraint FK_DecisionDraft_PersonId references Person (Id),
    -- AsRecommended, WithChanges or NotNow. Null: not chosen yet.
    Way               nvarchar(20)     null,
    -- 1 when the interests below are declared, 0 when there are none. Null: not said yet.
    HasInterests      bit              null,
    -- Interests as far as they were typed, as JSON. Null: none.
    InterestsJson     $text$           null,
    -- Day by which someone else decides where there is an interest. Null: not chosen.
    OthersDecideBy    date             null,
    -- Day on which this person means to decide. Null: not chosen.
    PutOffUntil       date             null,
    -- What this person waits for. Null: nothing is written.
    PutOffWhy         $text$           null,
    -- Note on the decision, of any length. Null: none.
    Note              $text$           null,
    -- Protective marking of the notice.
    ProtectiveStatus  nvarchar(40)     not null,
    -- Exemption of the Freedom of Information Act. Null: none.
    Exemption         $text$           null,
    -- Grows by one with each save.
    Version           int              not null,
    -- When it was saved (UTC).
    SavedAt           datetime2(3)     not null,
    constraint PK_DecisionDraft primary key (RecommendationId, PersonId),
    constraint CK_DecisionDraft_Way check (Way in ('AsRecommended', 'WithChanges', 'NotNow'))
)
GO

-- What a decision maker has settled for one application, where it is not as recommended.
create table DecisionDraftLine (
    -- The recommendation.
    RecommendationId  uniqueidentifier not null constraint FK_DecisionDraftLine_RecommendationId references Recommendation (Id),
    -- The decision maker.
    PersonId          uniqueidentifier not null constraint FK_DecisionDraftLine_PersonId references Person (Id),
    -- The application.
    ApplicationId     uniqueidentifier not null constraint FK_DecisionDraftLine_ApplicationId references Application (Id),
    -- 1 to fund it, 0 not to.
    Funded            bit              not null,
    -- Why, where it departs from the recommendation, of any length. Null: nothing is written.
    Reason            $text$           null,
    -- A condition of the award, of any length. Null: none.
    Condition         $text$           null,
    -- Why it will reduce crime, in the decision maker's words, of any length. Null: in those of the paper.
    CrimeReason       $text$           null,
    -- What each budget line gets, as JSON, when it is another amount than was recommended. Null: as recommended, or not funded.
    LinesJson         $text$           null,
    -- Day until which the decision is put off. Null: it is not.
    DeferredUntil     date             null,
    -- When it was saved (UTC).
    SavedAt           datetime2(3)     not null,
    constraint PK_DecisionDraftLine primary key (RecommendationId, PersonId, ApplicationId)
)
GO
create index IX_DecisionDraftLine_ApplicationId on DecisionDraftLine (ApplicationId)
GO

-- A decision on a round's applications: who decided, on what paper, when. Later ones correct it, follow a deferral or follow a review.
create table Decision (
    -- Primary key.
    Id                uniqueidentifier not null constraint PK_Decision primary key,
    -- The round.
    RoundId           uniqueidentifier not null constraint FK_Decision_RoundId references Round (Id),
    -- The recommendation that it follows or departs from.
    RecommendationId  uniqueidentifier not null constraint FK_Decision_RecommendationId references Recommendation (Id),
    -- The decision of the round of which this one decides an application anew. Null: it is that decision itself.
    CorrectsId        uniqueidentifier null constraint FK_Decision_CorrectsId references Decision (Id),
    -- The review of a decision that this one follows. Null: it follows none.
    ReviewId          uniqueidentifier null,
    -- Number under which it is published, in the office's pattern, such as D-2024-003. Null: none.
    Number            nvarchar(40)     null,
    -- Interests that the decision maker declared, or None.
    Interests         $text$           not null,
    -- What the decision maker adds. Null: nothing.
    Note              nvarchar(4000)   null,
    -- Protective marking of the decision notice: Official or Official-Sensitive.
    ProtectiveStatus  nvarchar(40)     not null constraint DF_Decision_ProtectiveStatus default 'Official',
    -- Exemption of the Freedom of Information Act under which the notice is withheld. Null: published in full.
    Exemption         nvarchar(500)    null,
    -- Person who decided.
    DecidedBy         uniqueidentifier not null,
    -- When it was decided (UTC).
    DecidedAt         datetime2(3)     not null
)
GO
create index IX_Decision_RecommendationId on Decision (RecommendationId)
GO
create index IX_Decision_RoundId on Decision (RoundId)
GO
create index IX_Decision_ReviewId on Decision (ReviewId) where ReviewId is not null
GO
create unique index IX_Decision_Number on Decision (Number) where Number is not null
GO

-- An interest that a decision maker declared in an applicant: someone else decides its application.
create table DecisionInterest (
    -- The decision.
    DecisionId     uniqueidentifier not null constraint FK_DecisionInterest_DecisionId references Decision (Id),
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_DecisionInterest_ApplicationId references Application (Id),
    -- Kind of interest, from the list for panel members.
    Kind           nvarchar(100)    not null,
    -- Whom and what it is about.
    Detail         nvarchar(500)    not null,
    constraint PK_DecisionInterest primary key (DecisionId, ApplicationId)
)
GO
create index IX_DecisionInterest_ApplicationId on DecisionInterest (ApplicationId)
GO

-- What was decided for one application.
create table DecisionLine (
    -- The decision.
    DecisionId     uniqueidentifier not null constraint FK_DecisionLine_DecisionId references Decision (Id),
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_DecisionLine_ApplicationId references Application (Id),
    -- 1 when it is funded.
    Funded         bit              not null,
    -- Money decided, in pence; 0: none.
    Amount         bigint           not null,
    -- What each budget line gets, as JSON, when it is another amount than was recommended. Null: as recommended, or not funded.
    LinesJson      $text$           null,
    -- Day until which the decision is put off; it is neither funded nor declined. Null: it is not put off.
    DeferredUntil  date             null,
    -- 1 when it departs from the recommendation.
    Departure      bit              not null,
    -- Why: needed where it departs, and for a deferral. Null: not said.
    Reason         nvarchar(1000)   null,
    -- A condition of the award. Null: none.
    Condition      nvarchar(1000)   null,
    -- Why it will reduce crime and disorder, as the decision maker stated it. Null: it is not funded.
    CrimeReason     $text$           null,
    -- The later decision that took the place of this line, which stays as it was decided. Null: it stands.
    SupersededBy   uniqueidentifier null,
    constraint PK_DecisionLine primary key (DecisionId, ApplicationId)
)
GO
create index IX_DecisionLine_ApplicationId on DecisionLine (ApplicationId)
GO
create index IX_DecisionLine_DeferredUntil on DecisionLine (DeferredUntil) where DeferredUntil is not null
GO

-- A complaint about a decision, or a request to look at it again, after its letter was sent: who looked at it, and what they found.
create table DecisionReview (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_DecisionReview primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_DecisionReview_ApplicationId references Application (Id),
    -- The decision that is reviewed.
    DecisionId     uniqueidentifier not null constraint FK_DecisionReview_DecisionId references Decision (Id),
    -- Complaint or Request.
    Kind           nvarchar(20)     not null,
    -- Day on which the office received it.
    ReceivedOn     date             not null,
    -- From whom, in general words, such as the applicant.
    FromWhom       nvarchar(200)    not null,
    -- What it says is wrong.
    Ground         nvarchar(2000)   not null,
    -- Day by which it is to be answered.
    DueOn          date             not null,
    -- Person who recorded it.
    RecordedBy     uniqueidentifier not null,
    -- When it was recorded (UTC).
    RecordedAt     datetime2(3)     not null,
    -- Upheld, PartlyUpheld or NotUpheld. Null: not reviewed yet.
    Outcome        nvarchar(20)     null,
    -- Why, as the applicant reads it. Null: not reviewed yet, or erased.
    Reasons        nvarchar(4000)   null,
    -- Person who reviewed it. Null: not reviewed yet.
    ReviewedBy     uniqueidentifier null,
    -- When it was reviewed (UTC). Null: not yet.
    ReviewedAt     datetime2(3)     null,
    constraint CK_DecisionReview_Kind check (Kind in ('Complaint', 'Request')),
    constraint CK_DecisionReview_Outcome check (Outcome in ('Upheld', 'PartlyUpheld', 'NotUpheld'))
)
GO
create index IX_DecisionReview_ApplicationId on DecisionReview (ApplicationId)
GO
create index IX_DecisionReview_DecisionId on DecisionReview (DecisionId)
GO
create index IX_DecisionReview_DueOn on DecisionReview (DueOn) where ReviewedAt is null
