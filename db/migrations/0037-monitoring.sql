alter table MonitoringReturn add Kind nvarchar(10) not null constraint DF_MonitoringReturn_Kind default 'Final' constraint CK_MonitoringReturn_Kind check (Kind in ('Interim', 'Final'))
GO
alter table MonitoringReturn add PeriodFrom date null
GO
alter table MonitoringReturn add PeriodTo date null
GO
alter table MonitoringReturn add PreparedBy uniqueidentifier null
GO
alter table MonitoringReturn add PreparedAt datetime2(3) null
GO
alter table MonitoringReturn add PreventionLevel nvarchar(10) null
GO
alter table MonitoringReturn add StrategyOutcomes $text$ null
GO
alter table MonitoringReturn add Story $text$ null
GO
alter table MonitoringReturn add StoryConsent bit not null constraint DF_MonitoringReturn_StoryConsent default 0
GO
alter table MonitoringReturn add QuoteText nvarchar(1000) null
GO
alter table MonitoringReturn add QuoteConsent bit not null constraint DF_MonitoringReturn_QuoteConsent default 0
GO
alter table MonitoringReturn add Rating nvarchar(10) null constraint CK_MonitoringReturn_Rating check (Rating in ('Green', 'Amber', 'Red'))
GO
alter table MonitoringOutcome add BeforeFigure nvarchar(100) null
GO
alter table MonitoringOutcome add AfterFigure nvarchar(100) null
GO
alter table MonitoringOutcome add Verdict nvarchar(10) null constraint CK_MonitoringOutcome_Verdict check (Verdict in ('Met', 'Partly', 'NotMet'))
GO
-- People reached by one question about them, such as age.
create table MonitoringPeople (
    ReturnId  uniqueidentifier not null constraint FK_MonitoringPeople_Return references MonitoringReturn (Id),
    Question  nvarchar(100)    not null,
    Choice    nvarchar(100)    not null,
    People    int              not null,
    constraint PK_MonitoringPeople primary key (ReturnId, Question, Choice)
)
GO
create table MonitoringPhoto (
    Id          uniqueidentifier not null constraint PK_MonitoringPhoto primary key,
    ReturnId    uniqueidentifier not null constraint FK_MonitoringPhoto_Return references MonitoringReturn (Id),
    FileId      uniqueidentifier not null constraint FK_MonitoringPhoto_File references StoredFile (Id),
    Caption     nvarchar(300)    not null,
    MayPublish  bit              not null
)
GO
create index IX_MonitoringPhoto_ReturnId on MonitoringPhoto (ReturnId)
GO
-- A proof of what was spent on a line that the sample asks about.
create table MonitoringEvidence (
    ReturnId      uniqueidentifier not null constraint FK_MonitoringEvidence_Return references MonitoringReturn (Id),
    BudgetLineId  uniqueidentifier not null constraint FK_MonitoringEvidence_Line references BudgetLine (Id),
    FileId        uniqueidentifier null constraint FK_MonitoringEvidence_File references StoredFile (Id),
    constraint PK_MonitoringEvidence primary key (ReturnId, BudgetLineId)
)
GO
-- A part of a return that an officer asks to be put right.
create table ReturnPoint (
    Id        uniqueidentifier not null constraint PK_ReturnPoint primary key,
    ReturnId  uniqueidentifier not null constraint FK_ReturnPoint_Return references MonitoringReturn (Id),
    Part      nvarchar(600)    not null,
    Note      nvarchar(1000)   not null,
    AskedBy   uniqueidentifier not null,
    AskedAt   datetime2(3)     not null,
    SentAt    datetime2(3)     null
)
GO
create index IX_ReturnPoint_ReturnId on ReturnPoint (ReturnId, AskedAt)
GO
create table MonitoringReminder (
    ReturnId  uniqueidentifier not null constraint FK_MonitoringReminder_Return references MonitoringReturn (Id),
    DueOn     date             not null,
    DaysAfter int              not null,
    SentAt    datetime2(3)     not null,
    constraint PK_MonitoringReminder primary key (ReturnId, DueOn, DaysAfter)
)
GO
create table Visit (
    Id              uniqueidentifier not null constraint PK_Visit primary key,
    AwardId         uniqueidentifier not null constraint FK_Visit_Award references Award (Id),
    VisitedOn       date             not null,
    Who             nvarchar(200)    not null,
    ByCommissioner  bit              not null,
    Notes           $text$           not null,
    RecordedBy      uniqueidentifier not null,
    RecordedAt      datetime2(3)     not null
)
GO
create index IX_Visit_AwardId on Visit (AwardId, VisitedOn)
GO
-- The end of an award: what was paid and spent, what comes back or may be used again, and who agreed.
create table CloseOut (
    AwardId          uniqueidentifier not null constraint PK_CloseOut primary key constraint FK_CloseOut_Award references Award (Id),
    Awarded          bigint           not null,
    Paid             bigint           not null,
    Spent            bigint           not null,
    NotDrawn         bigint           not null,
    ToReturn         bigint           not null,
    ProposedBy       uniqueidentifier not null,
    ProposedAt       datetime2(3)     not null,
    Note             nvarchar(1000)   null,
    AgreedBy         uniqueidentifier null,
    AgreedName       nvarchar(200)    null,
    AgreedAt         datetime2(3)     null,
    ReuseFor         nvarchar(2000)   null,
    Reused           bigint           not null constraint DF_CloseOut_Reused default 0,
    ReuseBy          uniqueidentifier null,
    ReuseAt          datetime2(3)     null,
    ReuseReason      nvarchar(1000)   null,
    InvoiceNumber    nvarchar(20)      null,
    Received         bigint           not null constraint DF_CloseOut_Received default 0,
    ReceivedOn       date             null,
    ReceivedBy       uniqueidentifier null,
    ReceiptReference nvarchar(100)    null,
    ClosedBy         uniqueidentifier null,
    ClosedAt         datetime2(3)     null,
    Version          int              not null
)
GO
create unique index IX_CloseOut_InvoiceNumber on CloseOut (InvoiceNumber) where InvoiceNumber is not null
GO
-- A date that an officer set by hand; the schedule leaves it alone.
alter table MonitoringReturn add Irregular bit not null constraint DF_MonitoringReturn_Irregular default 0
