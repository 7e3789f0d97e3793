-- Submitted applications that the panel has moderated. A running count, so that a round's pages need not count them.
alter table RoundTally add Moderated int not null constraint DF_RoundTally_Moderated default 0
GO
update RoundTally set Moderated = (
    select count(*) from Moderation m join Application a on a.Id = m.ApplicationId where a.RoundId = RoundTally.RoundId and a.Status = 'Submitted'
)
GO
-- Submitted applications whose checks are finished, whatever they found. A running count as well.
alter table RoundTally add Checked int not null constraint DF_RoundTally_Checked default 0
GO
update RoundTally set Checked = (
    select count(*) from Application a where a.RoundId = RoundTally.RoundId and a.Status = 'Submitted' and a.DueDiligence not in ('NotStarted', 'InProgress')
)
GO
-- Applications whose checks are not finished, the oldest first, and those withdrawn: with all that is asked of them.
create index IX_Application_Unchecked on Application (RoundId, SubmittedAt, Id, Status, DueDiligence) where Status = 'Submitted' and DueDiligence in ('NotStarted', 'InProgress')
GO
create index IX_Application_Drafts on Application (RoundId, StartedAt) where Status = 'Draft'
GO
create index IX_Application_Withdrawn on Application (RoundId, Number, Status) where Status = 'Withdrawn'
GO
-- The numbers of sheets and the mean of an application, without reading its sheets.
create index IX_ScoringAssignment_Totals on ScoringAssignment (ApplicationId, SubmittedAt, Conflict, Total)
GO
-- The order in which the staff's lists open, and that of equal rows.
create index IX_OutboxEmail_CreatedAt on OutboxEmail (CreatedAt, Id)
GO
create index IX_StoredFile_Unclean on StoredFile (StoredAt) where ScanState in ('Awaiting', 'Quarantined')
GO
create index IX_Organisation_Name on Organisation (Name, Id)
GO
create index IX_Award_OfferedAt on Award (OfferedAt, Id)
GO
create index IX_Payment_RequestedAt on Payment (RequestedAt, Id)
GO
create index IX_MonitoringReturn_DueOn on MonitoringReturn (DueOn, Id)
GO
create index IX_Instalment_DueOn on Instalment (DueOn, Id)
GO
-- The next return of an award: among all that are due it would be looked for from the first.
create index IX_MonitoringReturn_AwardId_Status_DueOn on MonitoringReturn (AwardId, Status, DueOn)
GO

-- When an officer read the applicant's answers (UTC). Null: not read, or not answered.
alter table ChangeRequest add ReadAt datetime2(3) null
GO
-- The officer who read them. Null: nobody.
alter table ChangeRequest add ReadBy uniqueidentifier null
GO
create index IX_ChangeRequest_Unread on ChangeRequest (AnsweredAt) where AnsweredAt is not null and ReadAt is null
GO
create index IX_DueDiligenceCheck_SecondLook on DueDiligenceCheck (ApplicationId) where Status = 'Fail' and SecondAt is null
GO
create index IX_CorrectionRequest_Open on CorrectionRequest (RequestedAt) where Granted is null
GO
create index IX_AwardCondition_Given on AwardCondition (GivenAt) where State = 'Given'
GO
create index IX_Award_Unaccepted on Award (AcceptBy) where AcceptedAt is null and EndedAt is null
GO

-- A word that officers put on an application to find it again.
create table ApplicationTag (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationTag_ApplicationId references Application (Id),
    -- The word, such as Repeat applicant.
    Tag            nvarchar(40)     not null,
    constraint PK_ApplicationTag primary key (ApplicationId, Tag)
)
GO

-- A word that officers put on an organisation to find it again.
create table OrganisationTag (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationTag_OrganisationId references Organisation (Id),
    -- The word, such as Needs help with forms.
    Tag             nvarchar(40)     not null,
    constraint PK_OrganisationTag primary key (OrganisationId, Tag)
)
GO

-- What staff write for each other about an organisation, or about one application of it and its award.
create table Note (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_Note primary key,
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_Note_OrganisationId references Organisation (Id),
    -- The application. Null: about the organisation as a whole.
    ApplicationId   uniqueidentifier null constraint FK_Note_ApplicationId references Application (Id),
    -- What it says now.
    Wording         nvarchar(4000)   not null,
    -- Person who wrote it.
    WrittenBy       uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt       datetime2(3)     not null,
    -- When it was last changed (UTC). Null: never.
    ChangedAt       datetime2(3)     null,
    -- When its writer removed it (UTC). It stays on record. Null: it stands.
    RemovedAt       datetime2(3)     null,
    -- Grows by one with each change of the note.
    Version         int              not null
)
GO
create index IX_Note_OrganisationId_WrittenAt on Note (OrganisationId, WrittenAt)
GO
create index IX_Note_ApplicationId_WrittenAt on Note (ApplicationId, WrittenAt) where ApplicationId is not null
GO

-- What a note said before it was changed.
create table NoteVersion (
    -- The note.
    NoteId      uniqueidentifier not null constraint FK_NoteVersion_NoteId references Note (Id),
    -- Its number then, from 1.
    Version     int              not null,
    -- What it said.
    Wording     nvarchar(4000)   not null,
    -- Until when it said so (UTC).
    ReplacedAt  datetime2(3)     not null,
    constraint PK_NoteVersion primary key (NoteId, Version)
)
GO

-- A colleague whom a note names, so that they read it.
create table NoteMention (
    -- The note.
    NoteId    uniqueidentifier not null constraint FK_NoteMention_NoteId references Note (Id),
    -- The colleague.
    PersonId  uniqueidentifier not null constraint FK_NoteMention_PersonId references Person (Id),
    -- When they were named (UTC).
    NamedAt   datetime2(3)     not null,
    -- When they said that they had read it (UTC). Null: not yet.
    ReadAt    datetime2(3)     null,
    constraint PK_NoteMention primary key (NoteId, PersonId)
)
GO
create index IX_NoteMention_Unread on NoteMention (PersonId, NamedAt) where ReadAt is null
GO

-- A way of seeing a list that somebody keeps: its filter, order and columns.
create table SavedView (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_SavedView primary key,
    -- Whose it is.
    PersonId  uniqueidentifier not null constraint FK_SavedView_PersonId references Person (Id),
    -- The list, such as applications.
    List      nvarchar(40)     not null,
    -- What its owner calls it.
    Name      nvarchar(60)     not null,
    -- What stands in the address after the question mark.
    Query     nvarchar(2000)   not null
)
GO
create unique index IX_SavedView_PersonId_List_Name on SavedView (PersonId, List, Name)
GO

-- How a member of staff hears by e-mail of what waits for them.
create table WorkEmail (
    -- The person.
    PersonId  uniqueidentifier not null constraint PK_WorkEmail primary key constraint FK_WorkEmail_PersonId references Person (Id),
    -- AtOnce, Daily, Weekly or Never.
    Choice    nvarchar(20)     not null,
    -- When the last such e-mail was sent (UTC). Null: none yet.
    SentAt    datetime2(3)     null,
    -- The kinds that it told of and that have waited since, with commas between them.
    Told      nvarchar(1000)   not null,
    constraint CK_WorkEmail_Choice check (Choice in ('AtOnce', 'Daily', 'Weekly', 'Never'))
)
GO

-- A message that an officer wrote: to one application, or to all that a list shows, or to a panel.
create table Mailing (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_Mailing primary key,
    -- Whose list it goes to: Applications, Awards, Organisations or Panel.
    Audience    nvarchar(20)     not null,
    -- The round. Null: awards of many rounds, or organisations.
    RoundId     uniqueidentifier null constraint FK_Mailing_RoundId references Round (Id),
    -- Its subject, with fields such as {{reference}}.
    Subject     nvarchar(200)    not null,
    -- What it says, with fields.
    Wording     $text$           not null,
    -- Number of applications, awards, organisations or assessors to which it goes.
    Recipients  int              not null,
    -- Officer who wrote it.
    WrittenBy   uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt   datetime2(3)     not null,
    -- Person who stopped it. Null: no one.
    StoppedBy   uniqueidentifier null,
    -- When it was stopped (UTC). Null: it was not.
    StoppedAt   datetime2(3)     null,
    -- When nothing of it was left to send (UTC). Null: it goes on.
    DoneAt      datetime2(3)     null,
    constraint CK_Mailing_Audience check (Audience in ('Applications', 'Awards', 'Organisations', 'Panel'))
)
GO
create index IX_Mailing_RoundId_WrittenAt on Mailing (RoundId, WrittenAt)
GO
create index IX_Mailing_Going on Mailing (WrittenAt) where DoneAt is null
GO

-- An application, an organisation or an assessor to whom such a message goes.
create table MailingRecipient (
    -- The message.
    MailingId      uniqueidentifier not null constraint FK_MailingRecipient_MailingId references Mailing (Id),
    -- Place in the order in which it goes, from 1.
    Position       int              not null,
    -- The application, also that of an award. Null: an organisation or an assessor.
    ApplicationId  uniqueidentifier null constraint FK_MailingRecipient_ApplicationId references Application (Id),
    -- The organisation, as a whole. Null: an application or an assessor.
    OrganisationId uniqueidentifier null constraint FK_MailingRecipient_OrganisationId references Organisation (Id),
    -- The assessor. Null: an application or an organisation.
    PersonId       uniqueidentifier null constraint FK_MailingRecipient_PersonId references Person (Id),
    -- Waiting, Sent, NoAddress (nobody can be reached by e-mail) or Stopped.
    State          nvarchar(12)     not null,
    -- The subject as it was sent. Null: not sent.
    SentSubject    nvarchar(1000)   null,
    -- What it said as it was sent. Null: not sent, or erased.
    SentWording    $text$           null,
    -- When it was put into the outbox (UTC). Null: not sent.
    SentAt         datetime2(3)     null,
    constraint PK_MailingRecipient primary key (MailingId, Position),
    constraint CK_MailingRecipient_Of check (
        (ApplicationId is not null and OrganisationId is null and PersonId is null)
        or (ApplicationId is null and OrganisationId is not null and PersonId is null)
        or (ApplicationId is null and OrganisationId is null and PersonId is not null)
    ),
    constraint CK_MailingRecipient_State check (State in ('Waiting', 'Sent', 'NoAddress', 'Stopped'))
)
GO
-- Nobody gets a message twice.
create unique index IX_MailingRecipient_MailingId_ApplicationId on MailingRecipient (MailingId, ApplicationId) where ApplicationId is not null
GO
create unique index IX_MailingRecipient_MailingId_OrganisationId on MailingRecipient (MailingId, OrganisationId) where OrganisationId is not null
GO
create unique index IX_MailingRecipient_MailingId_PersonId on MailingRecipient (MailingId, PersonId) where PersonId is not null
GO
create index IX_MailingRecipient_ApplicationId on MailingRecipient (ApplicationId) where ApplicationId is not null
GO
create index IX_MailingRecipient_OrganisationId on MailingRecipient (OrganisationId) where OrganisationId is not null
GO
create index IX_MailingRecipient_PersonId on MailingRecipient (PersonId) where PersonId is not null
GO
create index IX_MailingRecipient_State on MailingRecipient (MailingId, State, Position)
GO

-- What an applicant wrote to the office on the page of the messages.
create table ApplicantMessage (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ApplicantMessage primary key,
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_ApplicantMessage_ApplicationId references Application (Id),
    -- What it says.
    Wording        nvarchar(4000)   not null,
    -- Person who wrote it.
    WrittenBy      uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt      datetime2(3)     not null,
    -- Officer who read it. Null: no one yet.
    ReadBy         uniqueidentifier null,
    -- When it was read (UTC). Null: not yet.
    ReadAt         datetime2(3)     null
)
GO
create index IX_ApplicantMessage_ApplicationId_WrittenAt on ApplicantMessage (ApplicationId, WrittenAt)
GO
create index IX_ApplicantMessage_Unread on ApplicantMessage (WrittenAt) where ReadAt is null
GO

-- A sample for audit as it was drawn. It never changes.
create table AuditSample (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_AuditSample primary key,
    -- Its number, from 1.
    Number         int              not null,
    -- Payments, AreaSpending or Both.
    Source         nvarchar(20)     not null,
    -- Random, ByFund, BySize or MonetaryUnit.
    Method         nvarchar(20)     not null,
    -- First day of the period.
    FromDay        date             not null,
    -- Last day of the period.
    ToDay          date             not null,
    -- Text from which the draw follows, so that anyone can repeat it.
    Seed           nvarchar(50)     not null,
    -- How many were asked for.
    Size           int              not null,
    -- Number of payments and postings of the period.
    PopulationCount int             not null,
    -- Their sum, in pence.
    PopulationTotal bigint          not null,
    -- SHA-256 of the ids and amounts of the population, in hexadecimal.
    PopulationSha256 nvarchar(64)   not null,
    -- Person who drew it.
    DrawnBy        uniqueidentifier not null,
    -- When it was drawn (UTC).
    DrawnAt        datetime2(3)     not null,
    constraint CK_AuditSample_Source check (Source in ('Payments', 'AreaSpending', 'Both')),
    constraint CK_AuditSample_Method check (Method in ('Random', 'ByFund', 'BySize', 'MonetaryUnit'))
)
GO
create unique index IX_AuditSample_Number on AuditSample (Number)
GO

-- A payment or a posting of a sample, as it was when it was drawn.
create table AuditSampleItem (
    -- The sample.
    SampleId       uniqueidentifier not null constraint FK_AuditSampleItem_SampleId references AuditSample (Id),
    -- Its place in the sample, from 1.
    Position       int              not null,
    -- The payment. Null: a posting of the ledger.
    PaymentId      uniqueidentifier null constraint FK_AuditSampleItem_PaymentId references Payment (Id),
    -- The posting. Null: a payment.
    TransactionId  uniqueidentifier null constraint FK_AuditSampleItem_TransactionId references LedgerTransaction (Id),
    -- Stratum from which it was drawn. Empty: the method has none.
    Stratum        nvarchar(200)    not null,
    -- Day of the payment or posting.
    OnDay          date             not null,
    -- Reference of the award or the area, as it was then.
    Reference      nvarchar(200)    not null,
    -- Who was paid, or whose spending it is, as it was then.
    Payee          nvarchar(200)    not null,
    -- Amount, in pence.
    Amount         bigint           not null,
    constraint PK_AuditSampleItem primary key (SampleId, Position),
    constraint CK_AuditSampleItem_Of check ((PaymentId is null and TransactionId is not null) or (PaymentId is not null and TransactionId is null))
)
GO
create index IX_AuditSampleItem_PaymentId on AuditSampleItem (PaymentId) where PaymentId is not null
GO
create index IX_AuditSampleItem_TransactionId on AuditSampleItem (TransactionId) where TransactionId is not null
GO
-- A copy of a file for an answer under the Freedom of Information Act, or for a person who asked for what is held about them. The texts are
-- frozen, so that later changes of the record do not move what is taken out.
create table FoiAnswer (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_FoiAnswer primary key,
    -- The application. Null: about a person.
    ApplicationId  uniqueidentifier null constraint FK_FoiAnswer_ApplicationId references Application (Id),
    -- Name of the person who asked for what is held about them. Null: about an application.
    PersonName     nvarchar(200)    null,
    -- Their e-mail address. Null: about an application.
    PersonEmail    nvarchar(320)    null,
    -- Which copy of the application, or of the person, it is, from 1.
    Number         int              not null,
    -- Draft or Approved.
    State          nvarchar(20)     not null,
    -- The document before anything is taken out, as JSON.
    DocumentJson   $text$           not null,
    -- Person who made it.
    MadeBy         uniqueidentifier not null constraint FK_FoiAnswer_MadeBy references Person (Id),
    -- When (UTC).
    MadeAt         datetime2(3)     not null,
    -- Second person, who approved it. Null: a draft.
    ApprovedBy     uniqueidentifier null constraint FK_FoiAnswer_ApprovedBy references Person (Id),
    -- When (UTC). Null: a draft.
    ApprovedAt     datetime2(3)     null,
    -- The approved copy as PDF. Null: a draft, or no PDF could be made.
    PdfFileId      uniqueidentifier null constraint FK_FoiAnswer_PdfFileId references StoredFile (Id),
    -- The approved copy as .xlsx. Null: a draft.
    BookFileId     uniqueidentifier null constraint FK_FoiAnswer_BookFileId references StoredFile (Id),
    -- Grows by one with each change of the copy.
    Version        int              not null,
    constraint CK_FoiAnswer_State check (State in ('Draft', 'Approved'))
)
GO
create index IX_FoiAnswer_ApplicationId on FoiAnswer (ApplicationId, Number)
GO
create index IX_FoiAnswer_MadeAt on FoiAnswer (MadeAt)
GO
create index IX_FoiAnswer_MadeBy on FoiAnswer (MadeBy)
GO
create index IX_FoiAnswer_ApprovedBy on FoiAnswer (ApprovedBy)
GO
create index IX_FoiAnswer_PdfFileId on FoiAnswer (PdfFileId)
GO
create index IX_FoiAnswer_BookFileId on FoiAnswer (BookFileId)
GO

-- Words of an answer that are, or may be, taken out.
create table FoiPassage (
    -- The answer.
    AnswerId    uniqueidentifier not null constraint FK_FoiPassage_AnswerId references FoiAnswer (Id),
    -- Its number in the answer, from 1.
    Number      int              not null,
    -- Number of the text in the frozen document, from 0.
    TextNumber  int              not null,
    -- Characters (UTF-16) before it in the text.
    StartsAt    int              not null,
    -- Characters (UTF-16).
    CharCount   int              not null,
    -- Why it is proposed: Field (left out by rule), Name, OrdinaryWord, Email, Telephone, Postcode, Address, DateOfBirth or Own.
    Kind        nvarchar(20)     not null,
    -- Proposed, Removed or Kept.
    State       nvarchar(20)     not null,
    -- Section of the Act, such as PersonalData (s.40).
    Section     nvarchar(30)     not null,
    -- Why it is taken out.
    Reason      nvarchar(300)    not null,
    -- What stands there instead, such as Assessor A. Null: the section.
    Shown       nvarchar(40)     null,
    -- Its first words, to decide about all places with the same ones.
    Words       nvarchar(200)    not null,
    -- Person who decided. Null: the rule, or nobody yet.
    DecidedBy   uniqueidentifier null constraint FK_FoiPassage_DecidedBy references Person (Id),
    -- When (UTC). Null: the rule, or nobody yet.
    DecidedAt   datetime2(3)     null,
    constraint PK_FoiPassage primary key (AnswerId, Number),
    constraint CK_FoiPassage_State check (State in ('Proposed', 'Removed', 'Kept'))
)
GO
create index IX_FoiPassage_Words on FoiPassage (AnswerId, State, Words)
GO
create index IX_FoiPassage_DecidedBy on FoiPassage (DecidedBy)
GO

-- The files or copies of a whole round in one ZIP, made by a job.
create table FoiBundle (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_FoiBundle primary key,
    -- The round.
    RoundId    uniqueidentifier not null constraint FK_FoiBundle_RoundId references Round (Id),
    -- Files (of every application), Drafts (a copy of each that has none, to take words out of) or Copies (those approved).
    Kind       nvarchar(20)     not null,
    -- Waiting, Running, Done, Stopped, Failed or Gone (its ZIP is erased).
    State      nvarchar(20)     not null,
    -- Applications of it that are done.
    Done       int              not null,
    -- Applications in all.
    Total      int              not null,
    -- What to say of how it ended. Null: nothing.
    Sentence   nvarchar(600)    null,
    -- The ZIP. Null: none yet, or erased.
    FileId     uniqueidentifier null constraint FK_FoiBundle_FileId references StoredFile (Id),
    -- Person who asked for it.
    AskedBy    uniqueidentifier not null constraint FK_FoiBundle_AskedBy references Person (Id),
    -- When (UTC).
    AskedAt    datetime2(3)     not null,
    -- When it ended (UTC). Null: not yet.
    EndedAt    datetime2(3)     null,
    constraint CK_FoiBundle_Kind check (Kind in ('Files', 'Drafts', 'Copies')),
    constraint CK_FoiBundle_State check (State in ('Waiting', 'Running', 'Done', 'Stopped', 'Failed', 'Gone'))
)
GO
create index IX_FoiBundle_RoundId_AskedAt on FoiBundle (RoundId, AskedAt)
GO
create index IX_FoiBundle_Open on FoiBundle (AskedAt) where State in ('Waiting', 'Running', 'Done')
GO
create index IX_FoiBundle_FileId on FoiBundle (FileId)
GO
create index IX_FoiBundle_AskedBy on FoiBundle (AskedBy)
GO

-- Words that officers use again when they write to applicants, holders of grants, organisations or a panel.
create table MailingTemplate (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_MailingTemplate primary key,
    -- Whose list it is for: Applications, Awards, Organisations or Panel.
    Audience   nvarchar(20)     not null,
    -- What officers call it.
    Name       nvarchar(100)    not null,
    -- Its subject, with fields such as {{reference}}.
    Subject    nvarchar(200)    not null,
    -- What it says, with fields.
    Wording    $text$           not null,
    -- Grows by one with each change.
    Version    int              not null,
    -- Officer who wrote this version.
    WrittenBy  uniqueidentifier not null,
    -- When this version was written (UTC).
    WrittenAt  datetime2(3)     not null,
    -- Officer who closed it. Null: it is open.
    ClosedBy   uniqueidentifier null,
    -- When it was closed (UTC). Null: it is open.
    ClosedAt   datetime2(3)     null,
    constraint CK_MailingTemplate_Audience check (Audience in ('Applications', 'Awards', 'Organisations', 'Panel'))
)
GO
create unique index IX_MailingTemplate_Audience_Name on MailingTemplate (Audience, Name) where ClosedAt is null
GO

-- What a template said before it was changed.
create table MailingTemplateVersion (
    -- The template.
    TemplateId  uniqueidentifier not null constraint FK_MailingTemplateVersion_TemplateId references MailingTemplate (Id),
    -- Its number then, from 1.
    Version     int              not null,
    -- Its name then.
    Name        nvarchar(100)    not null,
    -- Its subject then.
    Subject     nvarchar(200)    not null,
    -- What it said.
    Wording     $text$           not null,
    -- Officer who had written it.
    WrittenBy   uniqueidentifier not null,
    -- When they had written it (UTC).
    WrittenAt   datetime2(3)     not null,
    constraint PK_MailingTemplateVersion primary key (TemplateId, Version)
)
GO

-- An e-mail that came to the mailbox which the portal reads.
create table ReceivedEmail (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ReceivedEmail primary key,
    -- SHA-256 of the e-mail, in hexadecimal, by which one that is read twice is stored once.
    Sha256         nvarchar(64)     not null,
    -- Reply, AutoReply, Bounce, Delay or Unplaced.
    Kind           nvarchar(12)     not null,
    -- Address that it says it comes from. Empty: it says none.
    FromAddress    nvarchar(320)    not null,
    -- Name that it says. Empty: none.
    FromName       nvarchar(200)    not null,
    -- Subject.
    Subject        nvarchar(300)    not null,
    -- What it says, as plain text.
    Wording        $text$           not null,
    -- What was not kept of it, and why. Null: nothing.
    LeftOut        $text$           null,
    -- When the portal read it (UTC).
    ReceivedAt     datetime2(3)     not null,
    -- The e-mail of ours that it answers or is about. Null: none that is known, or erased.
    EmailId        uniqueidentifier null,
    -- The application with which it stands. Null: none.
    ApplicationId  uniqueidentifier null constraint FK_ReceivedEmail_ApplicationId references Application (Id),
    -- The organisation with which it stands. Null: none.
    OrganisationId uniqueidentifier null constraint FK_ReceivedEmail_OrganisationId references Organisation (Id),
    -- The member of the organisation whose address it comes from. Null: from an address that we do not know.
    MemberId       uniqueidentifier null constraint FK_ReceivedEmail_MemberId references Person (Id),
    -- Whether an officer must read it.
    MustRead       bit              not null,
    -- Officer who read it. Null: no one.
    ReadBy         uniqueidentifier null,
    -- When it was read (UTC). Null: not read.
    ReadAt         datetime2(3)     null,
    constraint CK_ReceivedEmail_Kind check (Kind in ('Reply', 'AutoReply', 'Bounce', 'Delay', 'Unplaced'))
)
GO
create unique index IX_ReceivedEmail_Sha256 on ReceivedEmail (Sha256)
GO
create index IX_ReceivedEmail_EmailId on ReceivedEmail (EmailId) where EmailId is not null
GO
create index IX_ReceivedEmail_ApplicationId on ReceivedEmail (ApplicationId) where ApplicationId is not null
GO
create index IX_ReceivedEmail_OrganisationId on ReceivedEmail (OrganisationId) where OrganisationId is not null
GO
create index IX_ReceivedEmail_MemberId on ReceivedEmail (MemberId) where MemberId is not null
GO
create index IX_ReceivedEmail_ReceivedAt on ReceivedEmail (ReceivedAt)
GO
create index IX_ReceivedEmail_Unread on ReceivedEmail (ReceivedAt, Kind) where MustRead = 1 and ReadAt is null
GO

-- A file that came with such an e-mail.
create table ReceivedEmailFile (
    -- The e-mail.
    EmailId   uniqueidentifier not null constraint FK_ReceivedEmailFile_EmailId references ReceivedEmail (Id),
    -- Its place in the e-mail, from 1.
    Position  int              not null,
    -- The stored file.
    FileId    uniqueidentifier not null constraint FK_ReceivedEmailFile_FileId references StoredFile (Id),
    constraint PK_ReceivedEmailFile primary key (EmailId, Position)
)
GO
create index IX_ReceivedEmailFile_FileId on ReceivedEmailFile (FileId)
GO
