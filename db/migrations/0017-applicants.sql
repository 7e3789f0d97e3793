-- Kinds of organisation that may apply, a line each; empty is every kind. What is told to the others.
alter table Round add EligibleKinds nvarchar(1000) not null constraint DF_Round_EligibleKinds default ''
GO
alter table Round add OtherFund nvarchar(500) null
GO
-- Each change of the expected decision date, as applicants were told of it.
create table RoundDecisionDate (
    RoundId    uniqueidentifier not null constraint FK_RoundDecisionDate_Round references Round (Id),
    ChangedAt  datetime2(3)     not null,
    Before     date             not null,
    Reason     nvarchar(500)    not null,
    ChangedBy  uniqueidentifier not null,
    constraint PK_RoundDecisionDate primary key (RoundId, ChangedAt)
)
GO
-- A reminder of an unfinished draft, written with its e-mails, so that each goes once.
create table ApplicationReminder (
    ApplicationId  uniqueidentifier not null constraint FK_ApplicationReminder_Application references Application (Id),
    DaysBefore     int              not null,
    SentAt         datetime2(3)     not null,
    constraint PK_ApplicationReminder primary key (ApplicationId, DaysBefore)
)
GO
-- Files that came from outside wait for the virus scanner; what the portal made itself does not.
alter table StoredFile add ScanState nvarchar(12) not null constraint DF_StoredFile_ScanState default 'NotNeeded' constraint CK_StoredFile_ScanState check (ScanState in ('NotNeeded', 'Awaiting', 'Clean', 'Quarantined'))
GO
alter table StoredFile add ScannedAt datetime2(3) null
GO
alter table StoredFile add Signature nvarchar(200) null
GO
create index IX_StoredFile_Awaiting on StoredFile (StoredAt) where ScanState = 'Awaiting'
