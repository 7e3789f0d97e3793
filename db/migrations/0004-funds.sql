-- A named grant fund with its rounds over the years.
create table Fund (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_Fund primary key,
    -- The fund that this one follows. Null: none.
    SucceedsId   uniqueidentifier null constraint FK_Fund_SucceedsId references Fund (Id),
    -- Its name now.
    Name         nvarchar(200)    not null,
    -- First letters of the references of its applications, such as SF.
    Prefix       nvarchar(10)     not null,
    -- What the fund is for, as the public reads it.
    Description  $text$           not null,
    -- When the record was made (UTC).
    CreatedAt    datetime2(3)     not null
)
GO
create unique index IX_Fund_Name on Fund (Name)
GO

-- A name that a fund had before it was renamed.
create table FundName (
    -- The fund.
    FundId     uniqueidentifier not null constraint FK_FundName_FundId references Fund (Id),
    -- The earlier name.
    Name       nvarchar(200)    not null,
    -- Why the fund was renamed.
    Reason     nvarchar(500)    not null,
    -- Person who renamed it.
    ChangedBy  uniqueidentifier not null,
    -- When the name was replaced (UTC).
    UsedUntil  datetime2(3)     not null,
    constraint PK_FundName primary key (FundId, UsedUntil)
)
GO

-- What the letters of a fund show above and below their words, beside the office's own address.
create table FundLetterhead (
    -- The fund.
    FundId          uniqueidentifier not null constraint PK_FundLetterhead primary key constraint FK_FundLetterhead_FundId references Fund (Id),
    -- Where the fund is described on the web. Null: not shown.
    WebAddress      nvarchar(200)    null,
    -- Person whose signature has a title. Null: nobody's has.
    SignatoryName   nvarchar(200)    null,
    -- Title of that person, such as Police and Crime Commissioner. Null: not shown.
    SignatoryTitle  nvarchar(200)    null,
    -- Officer to ask. Null: the office only.
    ContactName     nvarchar(200)    null,
    -- Title of that officer.
    ContactTitle    nvarchar(200)    null,
    -- Telephone number of that officer. Null: the office's.
    ContactPhone    nvarchar(40)     null,
    -- The fund's logo. Null: the office's own.
    LogoFileId      uniqueidentifier null constraint FK_FundLetterhead_LogoFileId references StoredFile (Id),
    -- Person who last changed it.
    ChangedBy       uniqueidentifier not null,
    -- When it was changed (UTC).
    ChangedAt       datetime2(3)     not null
)
GO
create index IX_FundLetterhead_LogoFileId on FundLetterhead (LogoFileId)
GO

-- One competition of a fund, with its dates, pot, rules and result. It cannot be changed once it is published, apart from what is decided
-- in its course.
create table Round (
    -- Primary key.
    Id                    uniqueidentifier not null constraint PK_Round primary key,
    -- The fund.
    FundId                uniqueidentifier not null constraint FK_Round_FundId references Fund (Id),
    -- Name of the round.
    Name                  nvarchar(200)    not null,
    -- Name of the fund when the round was published, which it keeps. Null: not published yet.
    FundName              nvarchar(200)    null,
    -- Financial year whose money it awards, such as 2024-25.
    BudgetYear            nvarchar(7)      not null,
    -- Money that the round can award, in pence.
    Pot                   bigint           not null,
    -- Smallest grant that may be asked for, in pence.
    MinimumGrant          bigint           not null,
    -- Largest grant that may be asked for, in pence.
    MaximumGrant          bigint           not null,
    -- By how much more than the pot finance allows the round to award, in pence; 0: nothing more.
    OverAllocated         bigint           not null constraint DF_Round_OverAllocated default 0,
    -- The parts of a percentage point in which totals of score sheets are kept: lowest common multiple of the greatest scores.
    ScoreUnit             int              not null constraint DF_Round_ScoreUnit default 5,
    -- Guidance for applicants, as published.
    Guidance              $text$           not null,
    -- Kinds of organisation that may apply, one a line; empty: every kind.
    EligibleKinds         nvarchar(1000)   not null constraint DF_Round_EligibleKinds default '',
    -- What is said to organisations of other kinds. Null: the portal's own words.
    OtherFund             nvarchar(500)    null,
    -- Conditions that every award of the round carries, one a line.
    Conditions            $text$           not null,
    -- Legal power under which the grants are made.
    LegalPower            $text$           not null,
    -- How the threshold will be set, as told to applicants.
    ThresholdMethod       $text$           not null,
    -- How applications become a list, and what follows an award, as JSON: shares of the pot, limits, tie-breaks, bands, sign-off,
    -- payments, returns. {}: every default.
    Policy                $text$           not null constraint DF_Round_Policy default '{}',
    -- Version of the form; grows by one with each correction after publication.
    FormVersion           int              not null constraint DF_Round_FormVersion default 1,
    -- When applications may be sent from (UTC).
    OpensAt               datetime2(3)     not null,
    -- When the round closes (UTC).
    ClosesAt              datetime2(3)     not null,
    -- When score sheets are due (UTC).
    ScoringClosesAt       datetime2(3)     not null,
    -- Day on which applicants were told to expect the decision.
    DecisionExpectedOn    date             not null,
    -- First day on which a project may start.
    ProjectsStartOn       date             not null,
    -- Last day on which a project may end.
    ProjectsEndBy         date             not null,
    -- Days that a holder has to accept an offer.
    AcceptWithinDays      int              not null,
    -- When the round was published (UTC). Null: still a draft that only the office sees.
    PublishedAt           datetime2(3)     null,
    -- Numerator of the threshold, the lowest percentage that is recommended, as a fraction. Null: not set yet.
    ThresholdNumerator    bigint           null,
    -- Denominator of the threshold. Null: not set yet.
    ThresholdDenominator  bigint           null,
    -- Person who set the threshold. Null: not set yet.
    ThresholdSetBy        uniqueidentifier null,
    -- When the threshold was set (UTC). Null: not set yet.
    ThresholdSetAt        datetime2(3)     null,
    -- Text from which the draw between equal applications follows, so that anyone can repeat it. Null: no draw was needed.
    DrawSeed              nvarchar(200)    null,
    -- When the recommendation was made (UTC). Null: not yet.
    RecommendedAt         datetime2(3)     null,
    -- When the round was decided (UTC). Null: not yet.
    DecidedAt             datetime2(3)     null,
    -- When the decision letters went out, and the result became public (UTC). Null: not yet.
    LettersReleasedAt     datetime2(3)     null,
    -- When the round was withdrawn after publication (UTC). Null: it was not.
    WithdrawnAt           datetime2(3)     null,
    -- When the record was made (UTC).
    CreatedAt             datetime2(3)     not null,
    -- Grows by one with each change of the round.
    Version               int              not null
)
GO
create index IX_Round_FundId on Round (FundId)
GO

-- Running counts of a round, kept in the transactions that change them, so that a page about 5,700 applications costs what one about 57
-- does.
create table RoundTally (
    -- The round.
    RoundId     uniqueidentifier not null constraint PK_RoundTally primary key constraint FK_RoundTally_RoundId references Round (Id),
    -- Applications being written.
    Drafts      int              not null,
    -- Applications submitted and not withdrawn.
    Submitted   int              not null,
    -- Applications withdrawn, as a draft or after submission.
    Withdrawn   int              not null,
    -- Money that the submitted applications ask for, in pence.
    Requested   bigint           not null,
    -- Number of the application submitted last; 0: none yet.
    LastNumber  int              not null,
    -- Number of awards.
    Awards      int              not null,
    -- Money awarded and not gone back to the pot, in pence.
    Awarded     bigint           not null
)
GO

-- A priority that an application of the round can serve.
create table RoundPriority (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_RoundPriority primary key,
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_RoundPriority_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position  int              not null,
    -- The priority as applicants read it.
    Name      nvarchar(200)    not null
)
GO
create index IX_RoundPriority_RoundId_Position on RoundPriority (RoundId, Position)
GO

-- A place that an application of the round can be for.
create table RoundZone (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_RoundZone primary key,
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_RoundZone_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position  int              not null,
    -- Name of the zone.
    Name      nvarchar(200)    not null
)
GO
create index IX_RoundZone_RoundId_Position on RoundZone (RoundId, Position)
GO

-- What applicants read of a round before they apply, beside its details. Fixed from publication like the rest of the round.
create table RoundGuidance (
    -- The round.
    RoundId       uniqueidentifier not null constraint PK_RoundGuidance primary key constraint FK_RoundGuidance_RoundId references Round (Id),
    -- Who can apply, in words. Empty: nothing beyond the kinds of organisation.
    WhoCanApply   $text$           not null,
    -- What the round funds, one thing a line. Empty: not said.
    WhatWeFund    $text$           not null,
    -- What it never funds, one thing a line. Empty: not said.
    NeverFund     $text$           not null,
    -- Address of a video that explains the round. Null: none.
    VideoHref     nvarchar(500)    null,
    -- Whom to ring about the round. Null: the office's own contact.
    ContactName   nvarchar(200)    null,
    -- Their telephone number. Null: the office's.
    ContactPhone  nvarchar(50)     null,
    -- When they can be reached, in words. Null: not said.
    ContactHours  nvarchar(200)    null
)
GO

-- A file that explains a round to applicants.
create table GuidanceFile (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_GuidanceFile primary key,
    -- The round.
    RoundId    uniqueidentifier not null constraint FK_GuidanceFile_RoundId references Round (Id),
    -- What it is, as applicants read it.
    Name       nvarchar(200)    not null,
    -- The file.
    FileId     uniqueidentifier not null constraint FK_GuidanceFile_FileId references StoredFile (Id),
    -- When it was added (UTC); applicants read the date when that was after publication.
    AddedAt    datetime2(3)     not null,
    -- When it was taken down (UTC). Null: applicants see it.
    RemovedAt  datetime2(3)     null
)
GO
create index IX_GuidanceFile_RoundId on GuidanceFile (RoundId)
GO
create index IX_GuidanceFile_FileId on GuidanceFile (FileId)
GO

-- A question about a round with the office's answer, which everybody can read.
create table PublicAnswer (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_PublicAnswer primary key,
    -- The round.
    RoundId      uniqueidentifier not null constraint FK_PublicAnswer_RoundId references Round (Id),
    -- The question in the office's words, without who asked it.
    Question     nvarchar(500)    not null,
    -- The answer.
    Answer       $text$           not null,
    -- When it was published (UTC).
    PublishedAt  datetime2(3)     not null,
    -- When it was last corrected (UTC). Null: it was not.
    CorrectedAt  datetime2(3)     null,
    -- When it was taken down (UTC). Null: everybody can read it.
    RemovedAt    datetime2(3)     null,
    -- 1 when everybody with a draft is to be told.
    TellDrafts   bit              not null,
    -- When they were told of it (UTC). Null: not yet, or not to be told.
    ToldAt       datetime2(3)     null,
    -- Grows by one with each correction.
    Version      int              not null
)
GO
create index IX_PublicAnswer_RoundId on PublicAnswer (RoundId, PublishedAt)
GO
create index IX_PublicAnswer_Waiting on PublicAnswer (RoundId) where ToldAt is null
GO

-- An e-mail address that asks to be told once when a round opens. The row goes when the e-mail is written.
create table OpeningAlert (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_OpeningAlert primary key,
    -- The address.
    Email        nvarchar(254)    not null,
    -- The fund whose next round it waits for. Null: any fund.
    FundId       uniqueidentifier null constraint FK_OpeningAlert_FundId references Fund (Id),
    -- SHA-256 of the secret in the link that confirms and stops it.
    TokenHash    nvarchar(64)     not null,
    -- Hash of the network that asked, to limit how many it can ask for. Null: confirmed.
    NetworkHash  nvarchar(64)     null,
    -- When it was asked for (UTC).
    AskedAt      datetime2(3)     not null,
    -- When the owner of the address confirmed it (UTC). Null: not yet.
    ConfirmedAt  datetime2(3)     null
)
GO
create index IX_OpeningAlert_Email on OpeningAlert (Email)
GO
create index IX_OpeningAlert_FundId on OpeningAlert (FundId)
GO
create unique index IX_OpeningAlert_TokenHash on OpeningAlert (TokenHash)
GO
create index IX_OpeningAlert_AskedAt on OpeningAlert (AskedAt)
GO

-- A change of a round's expected decision date, as applicants were told of it.
create table RoundDecisionDate (
    -- The round.
    RoundId    uniqueidentifier not null constraint FK_RoundDecisionDate_RoundId references Round (Id),
    -- The date expected until then.
    Before     date             not null,
    -- Why it was moved, as applicants read it.
    Reason     nvarchar(500)    not null,
    -- Person who moved it.
    ChangedBy  uniqueidentifier not null,
    -- When it was changed (UTC).
    ChangedAt  datetime2(3)     not null,
    constraint PK_RoundDecisionDate primary key (RoundId, ChangedAt)
)
GO

-- The form of a published round as it stood before a correction, with why and what was changed.
create table RoundFormVersion (
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_RoundFormVersion_RoundId references Round (Id),
    -- Version of the form that this row keeps.
    Version   int              not null,
    -- The whole form of that version, as JSON.
    FormJson  $text$           not null,
    -- Why it was corrected.
    Reason    nvarchar(500)    not null,
    -- What was changed, one change a line.
    Changes   $text$           not null,
    -- Person who corrected it.
    MadeBy    uniqueidentifier not null,
    -- When it was made (UTC).
    MadeAt    datetime2(3)     not null,
    constraint PK_RoundFormVersion primary key (RoundId, Version)
)
GO

-- A yes-or-no question of the eligibility check that stands before a round's form.
create table EligibilityQuestion (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_EligibilityQuestion primary key,
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_EligibilityQuestion_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position  int              not null,
    -- The question.
    Wording   nvarchar(500)    not null,
    -- Help with it. Null: none.
    Hint      nvarchar(500)    null,
    -- What an applicant who answers no is told.
    WhyNot    nvarchar(1000)   not null
)
GO
create index IX_EligibilityQuestion_RoundId_Position on EligibilityQuestion (RoundId, Position)
GO

-- A question of a round's form.
create table Question (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_Question primary key,
    -- The round.
    RoundId    uniqueidentifier not null constraint FK_Question_RoundId references Round (Id),
    -- Place in the form, from 1.
    Position   int              not null,
    -- Heading under which it stands.
    Section    nvarchar(100)    not null,
    -- Short name by which conditions, imports and other rounds know the question.
    Code       nvarchar(40)     not null,
    -- LongText, ShortText, Number, Money, Date, YesNo, OneOf, ManyOf, Postcode, Address, Person, Table, Declaration, Total or File.
    Kind       nvarchar(20)     not null constraint DF_Question_Kind default 'LongText',
    -- The question.
    Wording    nvarchar(500)    not null,
    -- Help with it. Null: none.
    Hint       nvarchar(1000)   null,
    -- Most words of the answer; 0: no limit.
    WordLimit  int              not null,
    -- 1 when it must be answered.
    Required   bit              not null,
    -- What its kind needs beyond the wording, as JSON: choices, columns, rules, and when it is asked. {}: nothing.
    Settings   $text$           not null constraint DF_Question_Settings default '{}'
)
GO
create index IX_Question_RoundId_Position on Question (RoundId, Position)
GO

-- A document that a round asks for.
create table DocumentKind (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_DocumentKind primary key,
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_DocumentKind_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position  int              not null,
    -- Name of the document, such as Safeguarding policy.
    Name      nvarchar(200)    not null,
    -- Help with it. Null: none.
    Hint      nvarchar(500)    null,
    -- When it must be there: WithApplication, OnOffer or BeforePayment.
    Stage     nvarchar(20)     not null constraint DF_DocumentKind_Stage default 'WithApplication',
    -- 1 when it must be given.
    Required  bit              not null,
    -- What files are allowed, as JSON: endings and size. {}: every kind that the portal accepts.
    Settings  $text$           not null constraint DF_DocumentKind_Settings default '{}',
    constraint CK_DocumentKind_Stage check (Stage in ('WithApplication', 'OnOffer', 'BeforePayment'))
)
GO
create index IX_DocumentKind_RoundId_Position on DocumentKind (RoundId, Position)
GO

-- A criterion that assessors of a round score.
create table Criterion (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_Criterion primary key,
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_Criterion_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position  int              not null,
    -- Short name by which questions and imports know it.
    Code      nvarchar(40)     not null,
    -- Name of the criterion.
    Name      nvarchar(200)    not null,
    -- What assessors should look for.
    Guidance  nvarchar(1000)   not null,
    -- How much it counts, 1 to 100; the weights of a round add up to 100.
    Weight    int              not null,
    -- The lowest score, 0 or 1.
    Least     int              not null constraint DF_Criterion_Least default 0,
    -- The highest score, which earns the whole weight.
    Greatest  int              not null constraint DF_Criterion_Greatest default 5,
    constraint CK_Criterion_Weight check (Weight between 1 and 100),
    constraint CK_Criterion_Scale check (Least between 0 and 1 and Greatest <= 10)
)
GO
create index IX_Criterion_RoundId_Position on Criterion (RoundId, Position)
GO

-- What a score of a criterion means, in words.
create table CriterionAnchor (
    -- The criterion.
    CriterionId  uniqueidentifier not null constraint FK_CriterionAnchor_CriterionId references Criterion (Id),
    -- The score, from the least to the greatest of the criterion.
    Score        int              not null,
    -- What an application with that score is like.
    Wording      nvarchar(500)    not null,
    constraint PK_CriterionAnchor primary key (CriterionId, Score)
)
GO

-- What an application of the round must pass before its score counts.
create table PassFailCriterion (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_PassFailCriterion primary key,
    -- The round.
    RoundId   uniqueidentifier not null constraint FK_PassFailCriterion_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position  int              not null,
    -- Name of the pass/fail criterion.
    Name      nvarchar(200)    not null,
    -- What assessors should look for.
    Guidance  nvarchar(1000)   not null
)
GO
create index IX_PassFailCriterion_RoundId_Position on PassFailCriterion (RoundId, Position)
GO

-- A due diligence check that is made for the applications of a round.
create table RoundCheck (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_RoundCheck primary key,
    -- The round.
    RoundId      uniqueidentifier not null constraint FK_RoundCheck_RoundId references Round (Id),
    -- Place in the list, from 1.
    Position     int              not null,
    -- Name of the check.
    Name         nvarchar(200)    not null,
    -- What the checker should do.
    Guidance     nvarchar(1000)   not null,
    -- General, Register, BankDetails, Safeguarding or CrossChecks; all but General have a page of their own.
    Kind         nvarchar(20)     not null constraint DF_RoundCheck_Kind default 'General',
    -- Lowest tier in which the check is made: Light, Standard or Enhanced.
    Tier         nvarchar(10)     not null constraint DF_RoundCheck_Tier default 'Light',
    -- For how many months a pass is carried over to the organisation's next application; 0: it is made each time.
    ValidMonths  int              not null constraint DF_RoundCheck_ValidMonths default 0,
    -- What waits for the check: Decision or Payment.
    Holds        nvarchar(10)     not null constraint DF_RoundCheck_Holds default 'Decision'
)
GO
create index IX_RoundCheck_RoundId_Position on RoundCheck (RoundId, Position)
GO

-- An assessor of a round, with running counts of what they have to do.
create table PanelMember (
    -- The round.
    RoundId     uniqueidentifier not null constraint FK_PanelMember_RoundId references Round (Id),
    -- The assessor.
    PersonId    uniqueidentifier not null constraint FK_PanelMember_PersonId references Person (Id),
    -- Applications assigned to them.
    Assigned    int              not null,
    -- Number of the last application that was considered for them, whether or not it was assigned to them.
    AssignedTo  int              not null constraint DF_PanelMember_AssignedTo default 0,
    -- Of the assigned, those with a conflict of interest.
    Conflicted  int              not null,
    -- Score sheets that they submitted.
    Submitted   int              not null,
    -- When they were reminded of score sheets that are due (UTC). Null: not reminded.
    RemindedAt  datetime2(3)     null,
    -- When they joined a published round (UTC). Null: on the panel since publication.
    JoinedAt    datetime2(3)     null,
    -- Assessor whose work they take over. Null: nobody's.
    Replaces    uniqueidentifier null,
    -- When they left the panel (UTC): recused from all its applications, or replaced. Null: they are on it.
    LeftAt      datetime2(3)     null,
    constraint PK_PanelMember primary key (RoundId, PersonId)
)
GO
create index IX_PanelMember_PersonId on PanelMember (PersonId)
GO

-- A round that was over before the portal was used, and whose applications are brought in from a workbook. It is not a Round, so nobody
-- applies to it, checks it, scores it or is written to about it.
create table PastRound (
    -- Primary key.
    Id                  uniqueidentifier not null constraint PK_PastRound primary key,
    -- The fund.
    FundId              uniqueidentifier not null constraint FK_PastRound_FundId references Fund (Id),
    -- Name of the round.
    Name                nvarchar(200)    not null,
    -- Financial year whose money it awarded, such as 2023-24.
    BudgetYear          nvarchar(7)      not null,
    -- Day on which it opened. Null: not known.
    OpenedOn            date             null,
    -- Day on which it closed. Null: not known.
    ClosedOn            date             null,
    -- Day on which it was decided. Null: not known.
    DecidedOn           date             null,
    -- Money that the round could award, in pence. Null: not known.
    Pot                 bigint           null,
    -- Lower edges of its bands in per cent, one a line, highest first; empty: not known.
    Bands               nvarchar(200)    not null constraint DF_PastRound_Bands default '',
    -- Numerator of the threshold, the lowest percentage that was recommended, as a fraction. Null: not known.
    ThresholdNumerator    bigint         null,
    -- Denominator of the threshold. Null: not known.
    ThresholdDenominator  bigint         null,
    -- 1 when its grants count towards the limit of minimal financial assistance.
    CountsAsSubsidy     bit              not null,
    -- Control total, typed before the workbook is read: applications. Null: not typed yet.
    TotalApplications   int              null,
    -- Control total: applications that were funded. Null: not typed yet.
    TotalFunded         int              null,
    -- Control total: money asked for, in pence. Null: the workbook does not say.
    TotalAsked          bigint           null,
    -- Control total: money awarded, in pence. Null: not typed yet.
    TotalAwarded        bigint           null,
    -- Control total: money paid, in pence. Null: the workbook does not say.
    TotalPaid           bigint           null,
    -- Control total: money returned, in pence. Null: the workbook does not say.
    TotalReturned       bigint           null,
    -- The workbook that was uploaded last. Null: none yet.
    FileId              uniqueidentifier null constraint FK_PastRound_FileId references StoredFile (Id),
    -- SHA-256 of the workbook. Null: none yet.
    FileSha256          nvarchar(64)     null,
    -- Person who made it.
    MadeBy              uniqueidentifier not null,
    -- When it was made (UTC).
    MadeAt              datetime2(3)     not null,
    -- Person who brought in its applications. Null: nobody yet.
    BroughtInBy         uniqueidentifier null,
    -- When they were brought in (UTC). Null: not yet, or it was undone.
    BroughtInAt         datetime2(3)     null,
    -- Publisher who decided that the public reads its grants. Null: nobody.
    PublishedBy         uniqueidentifier null,
    -- When they did (UTC). Null: the public does not read them.
    PublishedAt         datetime2(3)     null,
    -- Grows by one with each change.
    Version             int              not null
)
GO
create unique index IX_PastRound_FundId_BudgetYear_Name on PastRound (FundId, BudgetYear, Name)
GO
create index IX_PastRound_FileId on PastRound (FileId)
GO

-- What a person said about the name of an area that a past round's workbook has and the portal does not know.
create table PastArea (
    -- The past round.
    PastRoundId  uniqueidentifier not null constraint FK_PastArea_PastRoundId references PastRound (Id),
    -- The name as the workbook has it.
    Typed        nvarchar(200)    not null,
    -- The area, by the name that applicants read. Null: it is none of them.
    Area         nvarchar(100)    null,
    constraint PK_PastArea primary key (PastRoundId, Typed)
)
GO

-- What a person said about an organisation of a past round's workbook: which one here it is, or that it is new.
create table PastMatch (
    -- The past round.
    PastRoundId     uniqueidentifier not null constraint FK_PastMatch_PastRoundId references PastRound (Id),
    -- The name in small letters and digits only.
    PlainName       nvarchar(200)    not null,
    -- The organisation that it is. Null: a new one.
    OrganisationId  uniqueidentifier null constraint FK_PastMatch_OrganisationId references Organisation (Id),
    -- Person who said so.
    DecidedBy       uniqueidentifier not null,
    -- When they said so (UTC).
    DecidedAt       datetime2(3)     not null,
    constraint PK_PastMatch primary key (PastRoundId, PlainName)
)
GO
create index IX_PastMatch_OrganisationId on PastMatch (OrganisationId)
GO

-- An application of a past round, as the workbook had it. Nothing of it is worked on.
create table PastApplication (
    -- Primary key.
    Id                uniqueidentifier not null constraint PK_PastApplication primary key,
    -- The past round.
    PastRoundId       uniqueidentifier not null constraint FK_PastApplication_PastRoundId references PastRound (Id),
    -- Its row in the workbook.
    Line              int              not null,
    -- The organisation that a person said it is.
    OrganisationId    uniqueidentifier not null constraint FK_PastApplication_OrganisationId references Organisation (Id),
    -- 1 when the organisation was made for this past round.
    IsNew             bit              not null,
    -- Its reference then. Null: none.
    Reference         nvarchar(40)     null,
    -- Name of the organisation then.
    Organisation      nvarchar(200)    not null,
    -- Name of the project.
    ProjectName       nvarchar(200)    not null,
    -- The area, by the name that applicants read. Null: not known, or none of ours.
    Area              nvarchar(100)    null,
    -- The priority it served, in the words of then. Null: not known.
    Priority          nvarchar(200)    null,
    -- Money asked for, in pence. Null: not known.
    Asked             bigint           null,
    -- Numerator of its score in per cent, as a fraction. Null: not known.
    ScoreNumerator    bigint           null,
    -- Denominator of its score. Null: not known.
    ScoreDenominator  bigint           null,
    -- Funded, NotFunded or Withdrawn.
    Result            nvarchar(20)     not null,
    -- Money awarded, in pence. Null: not funded.
    Awarded           bigint           null,
    -- Money paid, in pence. Null: not known, or not funded.
    Paid              bigint           null,
    -- Money that came back, in pence. Null: not known, or not funded.
    Returned          bigint           null,
    -- Day of the decision: its own, or the round's. Null: not known.
    DecidedOn         date             null,
    -- What the workbook notes about it. Null: nothing.
    Notes             nvarchar(2000)   null
)
GO
create unique index IX_PastApplication_PastRoundId_Line on PastApplication (PastRoundId, Line)
GO
create index IX_PastApplication_OrganisationId on PastApplication (OrganisationId)
