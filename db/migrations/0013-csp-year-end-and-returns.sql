-- An underspend that stays with its area is a decision too; the others are postings.
create table CspCarryForward (
    BudgetYear  nvarchar(7)       not null constraint FK_CspUnderspendKept_Year references LedgerYear (BudgetYear),
    AreaId      uniqueidentifier not null constraint FK_CspUnderspendKept_Area references CspArea (Id),
    Amount      bigint           not null,
    Authority   nvarchar(200)    not null,
    DecidedBy   uniqueidentifier not null,
    DecidedAt   datetime2(3)     not null,
    constraint PK_CspUnderspendKept primary key (BudgetYear, AreaId)
)
GO
-- Each locking and each reopening of a year, with its reason. Nothing is removed.
create table LedgerYearEvent (
    Id          uniqueidentifier not null constraint PK_LedgerYearEvent primary key,
    BudgetYear  nvarchar(7)       not null constraint FK_LedgerYearEvent_Year references LedgerYear (BudgetYear),
    Kind        nvarchar(20)      not null,
    Reason      nvarchar(500)    not null,
    DoneBy      uniqueidentifier not null,
    DoneAt      datetime2(3)     not null,
    constraint CK_LedgerYearEvent_Kind check (Kind in ('Locked', 'Reopened'))
)
GO
create index IX_LedgerYearEvent_Year on LedgerYearEvent (BudgetYear, DoneAt)
GO
create table PersonCspArea (
    PersonId  uniqueidentifier not null constraint FK_PersonCspArea_Person references Person (Id),
    AreaId    uniqueidentifier not null constraint FK_PersonCspArea_Area references CspArea (Id),
    constraint PK_PersonCspArea primary key (PersonId, AreaId)
)
GO
create table CspReturn (
    Id           uniqueidentifier not null constraint PK_CspReturn primary key,
    BudgetYear   nvarchar(7)       not null constraint FK_CspReturn_Year references LedgerYear (BudgetYear),
    AreaId       uniqueidentifier not null constraint FK_CspReturn_Area references CspArea (Id),
    Quarter      int              not null,
    Actual       bigint           not null,
    Committed    bigint           not null,
    Forecast     bigint           not null,
    Reasons      nvarchar(2000)   not null,
    PreparedBy   uniqueidentifier not null,
    PreparedAt   datetime2(3)     not null,
    CertifiedBy  uniqueidentifier null,
    CertifiedAt  datetime2(3)     null,
    Version      int              not null,
    constraint CK_CspReturn_Quarter check (Quarter between 1 and 4)
)
GO
create unique index IX_CspReturn_Area on CspReturn (BudgetYear, AreaId, Quarter)
GO
create table CspReturnEvidence (
    ReturnId  uniqueidentifier not null constraint FK_CspReturnEvidence_Return references CspReturn (Id),
    FileId    uniqueidentifier not null constraint FK_CspReturnEvidence_File references StoredFile (Id),
    constraint PK_CspReturnEvidence primary key (ReturnId, FileId)
)
GO
-- Each reminder of a return is sent once; the row is written with its e-mails.
create table CspReminder (
    BudgetYear  nvarchar(7)       not null constraint FK_CspReminder_Year references LedgerYear (BudgetYear),
    AreaId      uniqueidentifier not null constraint FK_CspReminder_Area references CspArea (Id),
    Quarter     int              not null,
    DaysAfter   int              not null,
    SentAt      datetime2(3)     not null,
    constraint PK_CspReminder primary key (BudgetYear, AreaId, Quarter, DaysAfter)
)
