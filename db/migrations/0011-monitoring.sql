create table MonitoringReturn (
    Id            uniqueidentifier not null constraint PK_MonitoringReturn primary key,
    AwardId       uniqueidentifier not null constraint FK_MonitoringReturn_Award references Award (Id),
    DueOn         date             not null,
    Status        nvarchar(20)      not null,
    Delivered     $text$           null,
    Learned       $text$           null,
    PeopleNew     int              null,
    PeopleRepeat  int              null,
    SubmittedAt   datetime2(3)     null,
    SubmittedBy   uniqueidentifier null,
    ReviewedAt    datetime2(3)     null,
    ReviewedBy    uniqueidentifier null,
    ReviewNote    nvarchar(2000)   null,
    Version       int              not null,
    constraint CK_MonitoringReturn_Status check (Status in ('Due', 'Prepared', 'Submitted', 'Accepted'))
)
GO
create index IX_MonitoringReturn_AwardId on MonitoringReturn (AwardId)
GO
create index IX_MonitoringReturn_Status on MonitoringReturn (Status, DueOn)
GO
create table MonitoringSpend (
    ReturnId      uniqueidentifier not null constraint FK_MonitoringSpend_Return references MonitoringReturn (Id),
    BudgetLineId  uniqueidentifier not null constraint FK_MonitoringSpend_Line references BudgetLine (Id),
    Spent         bigint           not null,
    Explanation   nvarchar(1000)   null,
    constraint PK_MonitoringSpend primary key (ReturnId, BudgetLineId)
)
GO
create table MonitoringOutcome (
    ReturnId          uniqueidentifier not null constraint FK_MonitoringOutcome_Return references MonitoringReturn (Id),
    OutcomeMeasureId  uniqueidentifier not null constraint FK_MonitoringOutcome_Measure references OutcomeMeasure (Id),
    Achieved          nvarchar(500)    not null,
    constraint PK_MonitoringOutcome primary key (ReturnId, OutcomeMeasureId)
)
