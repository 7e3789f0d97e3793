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
