-- An application of an organisation to a round: draft, submitted or withdrawn.
create table Application (
    -- Primary key.
    Id                uniqueidentifier not null constraint PK_Application primary key,
    -- The round.
    RoundId           uniqueidentifier not null constraint FK_Application_RoundId references Round (Id),
    -- The organisation that applies.
    OrganisationId    uniqueidentifier not null constraint FK_Application_OrganisationId references Organisation (Id),
    -- Number in the round, in the order of submission. Null: not submitted.
    Number            int              null,
    -- Reference that the applicant is told, such as SF-2024-0042. Null: not submitted.
    Reference         nvarchar(40)     null,
    -- Draft, Submitted or Withdrawn.
    Status            nvarchar(20)     not null,
    -- How it came in: Online, or Paper, Word or Phone, which the office types in.
    Channel           nvarchar(10)     not null constraint DF_Application_Channel default 'Online',
    -- Day on which it came in on paper, in Word or by telephone. Null: online.
    ReceivedOn        date             null,
    -- Address for messages where no member of the organisation has an account. Null: messages go to the members.
    ContactEmail      nvarchar(320)    null,
    -- Name of the project. Null: not written yet.
    ProjectName       nvarchar(200)    null,
    -- Summary of the project. Null: not written yet.
    Summary           $text$           null,
    -- Priority of the round that it serves. Null: not chosen.
    Priority          nvarchar(200)    null,
    -- Zones that it is for, separated by semicolons. Null: none chosen.
    Zone              nvarchar(1000)   null,
    -- How the applicant is tied to the zones (lives, works, provides or will provide a service there), separated by semicolons. Null: not
    -- said.
    ZoneLinks         nvarchar(500)    null,
    -- Money asked for, in pence. Null: not written yet.
    AmountRequested   bigint           null,
    -- First day of the project. Null: not written yet.
    StartsOn          date             null,
    -- Last day of the project. Null: not written yet.
    EndsOn            date             null,
    -- Version of the organisation's profile that was confirmed for this application. Null: not confirmed yet.
    ProfileVersion    int              null,
    -- Version of the round's form with which it was submitted. Null: not submitted.
    FormVersion       int              null,
    -- 1 when the equality questions were answered or declined, so that they are not asked twice; not what was answered, nor when.
    EqualityAnswered  bit              not null constraint DF_Application_EqualityAnswered default 0,
    -- 1 when it began with the answers of an earlier application.
    IsCopied          bit              not null constraint DF_Application_IsCopied default 0,
    -- Person who began it.
    StartedBy         uniqueidentifier not null constraint FK_Application_StartedBy references Person (Id),
    -- When it was started (UTC).
    StartedAt         datetime2(3)     not null,
    -- Person who submitted it. Null: not submitted.
    SubmittedBy       uniqueidentifier null,
    -- When it was submitted (UTC). Null: not submitted.
    SubmittedAt       datetime2(3)     null,
    -- Name typed under the declaration. Null: not submitted.
    DeclaredName      nvarchar(200)    null,
    -- The application as it was submitted, or as changed since at the office's request, as JSON. Null: not submitted, or erased.
    CopyJson          $text$           null,
    -- SHA-256 of CopyJson, in hexadecimal. Null: not submitted.
    CopySha256        nvarchar(64)     null,
    -- Result of all its due diligence checks together: NotStarted, InProgress, Pass, Condition or Fail.
    DueDiligence      nvarchar(20)     not null,
    -- Until when it may be sent, where the applicant has more time than the round (UTC). Null: until the round closes.
    ClosesAt          datetime2(3)     null,
    -- When it was withdrawn (UTC). Null: it was not.
    WithdrawnAt       datetime2(3)     null,
    -- Person who withdrew it. Null: it was not.
    WithdrawnBy       uniqueidentifier null,
    -- Why it was withdrawn. Null: it was not, or no reason was given.
    WithdrawReason    nvarchar(1000)   null,
    -- Grows by one with each change of the application.
    Version           int              not null,
    constraint CK_Application_Status check (Status in ('Draft', 'Submitted', 'Withdrawn')),
    constraint CK_Application_Channel check (Channel in ('Online', 'Paper', 'Word', 'Phone'))
)
GO
create unique index IX_Application_RoundId_Number on Application (RoundId, Number) where Number is not null
GO
create unique index IX_Application_Reference on Application (Reference) where Reference is not null
GO
create index IX_Application_OrganisationId on Application (OrganisationId)
GO
create index IX_Application_DueDiligence_SubmittedAt on Application (DueDiligence, SubmittedAt)
GO

-- A priority that an application serves beside its main one, where the round allows several. Money is counted by the main one alone.
create table ApplicationPriority (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationPriority_ApplicationId references Application (Id),
    -- Place in the order of the round's priorities, from 1.
    Position       int              not null,
    -- The priority as applicants read it.
    Name           nvarchar(200)    not null,
    constraint PK_ApplicationPriority primary key (ApplicationId, Position)
)
GO

-- A section of an application that has been saved. Its version catches two tabs that save at once.
create table ApplicationSection (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationSection_ApplicationId references Application (Id),
    -- Key of the section, such as budget, or the heading of a section of questions.
    Section        nvarchar(100)    not null,
    -- Person who last saved it.
    SavedBy        uniqueidentifier not null,
    -- When it was saved (UTC).
    SavedAt        datetime2(3)     not null,
    -- Grows by one with each save.
    Version        int              not null,
    -- What was typed (JSON), while something of it cannot be read. Null: everything was read.
    Typed          $text$           null,
    constraint PK_ApplicationSection primary key (ApplicationId, Section)
)
GO

-- An answer to the eligibility check, as it was given before the application was started or as it stands on the paper.
create table EligibilityAnswer (
    -- The application.
    ApplicationId          uniqueidentifier not null constraint FK_EligibilityAnswer_ApplicationId references Application (Id),
    -- The question.
    EligibilityQuestionId  uniqueidentifier not null constraint FK_EligibilityAnswer_EligibilityQuestionId references EligibilityQuestion (Id),
    -- 1 for yes, 0 for no. Null: the paper does not say.
    AnsweredYes            bit              null,
    -- Person who started the application with these answers, or the officer who read them on the paper.
    AnsweredBy             uniqueidentifier not null,
    -- When they were given (UTC).
    AnsweredAt             datetime2(3)     not null,
    constraint PK_EligibilityAnswer primary key (ApplicationId, EligibilityQuestionId)
)
GO
create index IX_EligibilityAnswer_EligibilityQuestionId on EligibilityAnswer (EligibilityQuestionId)
GO

-- An answer to a question of the form.
create table Answer (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_Answer_ApplicationId references Application (Id),
    -- The question.
    QuestionId     uniqueidentifier not null constraint FK_Answer_QuestionId references Question (Id),
    -- The answer as stored: text, a number, a date, or several values as its kind of question keeps them.
    Wording        $text$           not null,
    constraint PK_Answer primary key (ApplicationId, QuestionId)
)
GO
create index IX_Answer_QuestionId on Answer (QuestionId)
GO

-- A line of an application's budget.
create table BudgetLine (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_BudgetLine primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_BudgetLine_ApplicationId references Application (Id),
    -- Place in the budget, from 1.
    Position       int              not null,
    -- What the money is for.
    Item           nvarchar(200)    not null,
    -- Money asked for, in pence.
    Requested      bigint           not null,
    -- Money for the same item from elsewhere, in pence.
    OtherFunders   bigint           not null,
    -- What a confirmed part award or the decision leaves of the line, in pence. Null: all that was asked for.
    Awarded        bigint           null
)
GO
create index IX_BudgetLine_ApplicationId_Position on BudgetLine (ApplicationId, Position)
GO

-- An outcome that an application promises, with how it will be measured.
create table OutcomeMeasure (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_OutcomeMeasure primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_OutcomeMeasure_ApplicationId references Application (Id),
    -- Place in the list, from 1.
    Position       int              not null,
    -- What will be better.
    Outcome        nvarchar(500)    not null,
    -- How that will be measured.
    Measure        nvarchar(500)    not null,
    -- Where the measure stands at the start, in the applicant's words.
    Baseline       nvarchar(200)    not null,
    -- Where it should stand at the end, in the applicant's words.
    Target         nvarchar(200)    not null
)
GO
create index IX_OutcomeMeasure_ApplicationId_Position on OutcomeMeasure (ApplicationId, Position)
GO

-- A document uploaded with an application, or the file that answers one of its questions.
create table ApplicationDocument (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_ApplicationDocument primary key,
    -- The application.
    ApplicationId   uniqueidentifier not null constraint FK_ApplicationDocument_ApplicationId references Application (Id),
    -- Which document of the round it is. Null: it answers a question.
    DocumentKindId  uniqueidentifier null constraint FK_ApplicationDocument_DocumentKindId references DocumentKind (Id),
    -- The question that it answers. Null: it is a document of the round.
    QuestionId      uniqueidentifier null constraint FK_ApplicationDocument_QuestionId references Question (Id),
    -- The file. One that is used again is that of the earlier application.
    FileId          uniqueidentifier not null constraint FK_ApplicationDocument_FileId references StoredFile (Id),
    -- The last day on which it is good, such as the day of a policy's review. Null: not asked for, or not given.
    ExpiresOn       date             null,
    constraint CK_ApplicationDocument_QuestionId check ((DocumentKindId is null and QuestionId is not null) or (DocumentKindId is not null and QuestionId is null))
)
GO
create index IX_ApplicationDocument_ApplicationId on ApplicationDocument (ApplicationId)
GO
-- Whether anything still names a file is asked of each such column for each file that is erased.
create index IX_ApplicationDocument_FileId on ApplicationDocument (FileId)
GO
create index IX_ApplicationDocument_DocumentKindId on ApplicationDocument (DocumentKindId)
GO
-- A question has one file at most.
create unique index IX_ApplicationDocument_QuestionId on ApplicationDocument (QuestionId, ApplicationId) where QuestionId is not null
GO

-- A reminder of an unfinished draft, written together with its e-mails, so that each is sent once.
create table ApplicationReminder (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationReminder_ApplicationId references Application (Id),
    -- How many days before the round closes it is due. -1: it says that the round has closed and the draft was not sent.
    DaysBefore     int              not null,
    -- When it was sent (UTC).
    SentAt         datetime2(3)     not null,
    constraint PK_ApplicationReminder primary key (ApplicationId, DaysBefore)
)
GO

-- The office asks for parts of a submitted application again. What was submitted stays beside what was changed.
create table ChangeRequest (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ChangeRequest primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ChangeRequest_ApplicationId references Application (Id),
    -- What should be changed and why, as the applicant reads it.
    Reason         nvarchar(1000)   not null,
    -- Last day on which it can be answered, in the UK.
    DueOn          date             not null,
    -- Officer who asked.
    AskedBy        uniqueidentifier not null,
    -- When it was asked (UTC).
    AskedAt        datetime2(3)     not null,
    -- Person who answered. Null: not answered.
    AnsweredBy     uniqueidentifier null,
    -- When it was answered (UTC). Null: not answered.
    AnsweredAt     datetime2(3)     null,
    -- The submitted copy as it was before the answer, as JSON. Null: not answered.
    CopyBefore     $text$           null,
    -- SHA-256 of CopyBefore, in hexadecimal. Null: not answered.
    Sha256Before   nvarchar(64)     null,
    -- Officer who closed it without an answer. Null: not closed.
    ClosedBy       uniqueidentifier null,
    -- When it was closed (UTC). Null: not closed.
    ClosedAt       datetime2(3)     null,
    -- Why it was closed, as the applicant reads it. Null: not closed.
    CloseReason    nvarchar(1000)   null
)
GO
-- One request at a time waits for an application.
create unique index IX_ChangeRequest_Open on ChangeRequest (ApplicationId) where AnsweredAt is null and ClosedAt is null
GO
create index IX_ChangeRequest_ApplicationId_AskedAt on ChangeRequest (ApplicationId, AskedAt)
GO

-- One answer that the office asks for again.
create table ChangeRequestAnswer (
    -- The change request.
    RequestId   uniqueidentifier not null constraint FK_ChangeRequestAnswer_RequestId references ChangeRequest (Id),
    -- The question.
    QuestionId  uniqueidentifier not null constraint FK_ChangeRequestAnswer_QuestionId references Question (Id),
    -- The answer as it was.
    Before      $text$           not null,
    -- The answer that takes its place once it is sent. Null: not entered yet.
    After       $text$           null,
    -- Grows by one with each save, so that a second tab does not overwrite the first.
    Version     int              not null constraint DF_ChangeRequestAnswer_Version default 0,
    constraint PK_ChangeRequestAnswer primary key (RequestId, QuestionId)
)
GO
create index IX_ChangeRequestAnswer_QuestionId on ChangeRequestAnswer (QuestionId)
GO

-- A part of a submitted application, besides its answers, that the office asks for again.
create table ChangeRequestPart (
    -- The change request.
    RequestId  uniqueidentifier not null constraint FK_ChangeRequestPart_RequestId references ChangeRequest (Id),
    -- Project, Budget, Outcomes, Documents or Organisation.
    Part       nvarchar(20)     not null,
    -- What was entered, as JSON, kept apart from the application until it is sent. Null: nothing, or documents, which have their own table.
    Entered    $text$           null,
    -- Person who last saved it. Null: not saved yet.
    SavedBy    uniqueidentifier null,
    -- When it was last saved (UTC). Null: not saved yet.
    SavedAt    datetime2(3)     null,
    -- Grows by one with each save, so that a second tab does not overwrite the first.
    Version    int              not null,
    constraint PK_ChangeRequestPart primary key (RequestId, Part),
    constraint CK_ChangeRequestPart_Part check (Part in ('Project', 'Budget', 'Outcomes', 'Documents', 'Organisation'))
)
GO

-- A kind of document that the office asks for again.
create table ChangeRequestKind (
    -- The change request.
    RequestId       uniqueidentifier not null constraint FK_ChangeRequestKind_RequestId references ChangeRequest (Id),
    -- The kind of document.
    DocumentKindId  uniqueidentifier not null constraint FK_ChangeRequestKind_DocumentKindId references DocumentKind (Id),
    constraint PK_ChangeRequestKind primary key (RequestId, DocumentKindId)
)
GO
create index IX_ChangeRequestKind_DocumentKindId on ChangeRequestKind (DocumentKindId)
GO

-- A document that the applicant adds or removes because of a request. A removed one stays here, so that its file can still be opened.
create table ChangeRequestDocument (
    -- The change request.
    RequestId       uniqueidentifier not null constraint FK_ChangeRequestDocument_RequestId references ChangeRequest (Id),
    -- The document's key in ApplicationDocument, where a removed one stood and an added one will stand.
    DocumentId      uniqueidentifier not null,
    -- Which document of the round it is.
    DocumentKindId  uniqueidentifier not null constraint FK_ChangeRequestDocument_DocumentKindId references DocumentKind (Id),
    -- The file.
    FileId          uniqueidentifier not null constraint FK_ChangeRequestDocument_FileId references StoredFile (Id),
    -- Added or Removed.
    Change          nvarchar(20)     not null,
    constraint PK_ChangeRequestDocument primary key (RequestId, DocumentId),
    constraint CK_ChangeRequestDocument_Change check (Change in ('Added', 'Removed'))
)
GO
create index IX_ChangeRequestDocument_FileId on ChangeRequestDocument (FileId)
GO
create index IX_ChangeRequestDocument_DocumentKindId on ChangeRequestDocument (DocumentKindId)
GO
create index IX_ChangeRequestDocument_DocumentId on ChangeRequestDocument (DocumentId)
GO

-- What was sent before the applicant took it back to correct it. Its number and reference wait for the next sending.
create table EarlierCopy (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_EarlierCopy primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_EarlierCopy_ApplicationId references Application (Id),
    -- Number in the round.
    Number         int              not null,
    -- Reference that the applicant was told.
    Reference      nvarchar(40)     not null,
    -- The application as it was sent, as JSON.
    CopyJson       $text$           not null,
    -- SHA-256 of CopyJson, in hexadecimal.
    Sha256         nvarchar(64)     not null,
    -- Person who sent it.
    SentBy         uniqueidentifier not null,
    -- When it was sent (UTC).
    SentAt         datetime2(3)     not null,
    -- Person who took it back.
    RecalledBy     uniqueidentifier not null,
    -- When it was taken back (UTC).
    RecalledAt     datetime2(3)     not null
)
GO
create index IX_EarlierCopy_ApplicationId_RecalledAt on EarlierCopy (ApplicationId, RecalledAt)
GO
create index IX_EarlierCopy_Reference on EarlierCopy (Reference)
GO

-- A request that a second person certifies an application, which sends it. It counts while nothing is changed after it.
create table ApplicationCertificate (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ApplicationCertificate primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationCertificate_ApplicationId references Application (Id),
    -- Person who finished it and asks.
    AskedBy        uniqueidentifier not null,
    -- When they asked (UTC).
    AskedAt        datetime2(3)     not null,
    -- Name that they typed under the declaration.
    DeclaredName   nvarchar(200)    not null,
    -- Address of the member, or invited colleague, who is asked.
    Email          nvarchar(320)    not null,
    -- SHA-256 of the draft as it was then, in hexadecimal.
    DraftSha256    nvarchar(64)     not null,
    -- Asked, Replaced (somebody was asked again), SentBack or Certified.
    State          nvarchar(20)     not null,
    -- What the certifier wants changed. Null: not sent back.
    Note           nvarchar(1000)   null,
    -- Name that the certifier typed. Null: not certified.
    CertifiedName  nvarchar(200)    null,
    -- Person who certified it or sent it back. Null: neither.
    AnsweredBy     uniqueidentifier null,
    -- When they did (UTC). Null: not yet.
    AnsweredAt     datetime2(3)     null,
    constraint CK_ApplicationCertificate_State check (State in ('Asked', 'Replaced', 'SentBack', 'Certified'))
)
GO
create index IX_ApplicationCertificate_ApplicationId_AskedAt on ApplicationCertificate (ApplicationId, AskedAt)
GO
create index IX_ApplicationCertificate_Email on ApplicationCertificate (Email) where State = 'Asked'
GO

-- Whom projects reach, as an applicant chose to say: kept apart from the application, encrypted, and without a way back to it.
create table EqualityAnswer (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_EqualityAnswer primary key,
    -- The round.
    RoundId    uniqueidentifier not null constraint FK_EqualityAnswer_RoundId references Round (Id),
    -- The answers, encrypted.
    Encrypted  $text$           not null
)
GO
create index IX_EqualityAnswer_RoundId on EqualityAnswer (RoundId)
GO

-- One of the lowest hashes of an application's text, to find applications that share some of it.
create table TextFingerprint (
    -- Hash of a few words in a row.
    Hash           bigint           not null,
    -- The application in which they stand.
    ApplicationId  uniqueidentifier not null constraint FK_TextFingerprint_ApplicationId references Application (Id),
    constraint PK_TextFingerprint primary key (Hash, ApplicationId)
)
GO
create index IX_TextFingerprint_ApplicationId on TextFingerprint (ApplicationId)
GO

-- A change of a published round, or of the time that one applicant has: asked for by one person, approved by another. Only more time before
-- the round closes needs nobody else.
create table RoundAmendment (
    -- Primary key.
    Id               uniqueidentifier not null constraint PK_RoundAmendment primary key,
    -- The round.
    RoundId          uniqueidentifier not null constraint FK_RoundAmendment_RoundId references Round (Id),
    -- LaterDates, Assessor, Pot, Priorities, Withdrawal, LateApplication or MoreTime.
    Kind             nvarchar(20)     not null,
    -- Why. Applicants and the public read it, except where it is about an assessor or one applicant.
    Reason           nvarchar(1000)   not null,
    -- New closing time (UTC), or time until which a late application is accepted. Null: as it was.
    ClosesAt         datetime2(3)     null,
    -- New time by which score sheets are due (UTC). Null: as it was.
    ScoringClosesAt  datetime2(3)     null,
    -- The closing time before (UTC). Null: not changed.
    ClosedAtBefore   datetime2(3)     null,
    -- The time for score sheets before (UTC). Null: not changed.
    ScoringBefore    datetime2(3)     null,
    -- Assessor who joins the panel. Null: none.
    AssessorId       uniqueidentifier null,
    -- Assessor whose work they take over. Null: nobody's.
    ReplacesId       uniqueidentifier null,
    -- Money added to the pot, in pence. Null: none.
    Amount           bigint           null,
    -- Funding source of that money. Null: none.
    FundingSource    nvarchar(200)    null,
    -- How many priorities an application may serve from then on. Null: as it was.
    MostPriorities   int              null,
    -- The late application. Null: it is about the round.
    ApplicationId    uniqueidentifier null constraint FK_RoundAmendment_ApplicationId references Application (Id),
    -- Person who asked.
    RequestedBy      uniqueidentifier not null,
    -- When it was asked for (UTC).
    RequestedAt      datetime2(3)     not null,
    -- 1 when approved, 0 when refused or withdrawn. Null: waits.
    Approved         bit              null,
    -- Person who answered. Null: waits, or nobody had to.
    AnsweredBy       uniqueidentifier null,
    -- When it was answered (UTC). Null: waits.
    AnsweredAt       datetime2(3)     null,
    -- What they say to it. Null: nothing.
    Answer           nvarchar(1000)   null,
    constraint CK_RoundAmendment_Kind check (Kind in ('LaterDates', 'Assessor', 'Pot', 'Priorities', 'Withdrawal', 'LateApplication', 'MoreTime'))
)
GO
create index IX_RoundAmendment_RoundId on RoundAmendment (RoundId)
GO
create index IX_RoundAmendment_ApplicationId on RoundAmendment (ApplicationId)
