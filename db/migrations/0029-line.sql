-- More than the pot may be awarded, within the round's limit and with finance's approval.
alter table Round add OverAllocated bigint not null constraint DF_Round_OverAllocated default 0
GO
create table OverAllocation (
    Id          uniqueidentifier not null constraint PK_OverAllocation primary key,
    RoundId     uniqueidentifier not null constraint FK_OverAllocation_Round references Round (Id),
    Amount      bigint           not null,
    Reason      nvarchar(1000)   not null,
    AskedBy     uniqueidentifier not null constraint FK_OverAllocation_AskedBy references Person (Id),
    AskedAt     datetime2(3)     not null,
    Approved    bit              null,
    AnsweredBy  uniqueidentifier null,
    AnsweredAt  datetime2(3)     null
)
GO
create index IX_OverAllocation_RoundId on OverAllocation (RoundId)
GO
-- What the panel says of an application that its score alone does not decide.
create table CloseCall (
    ApplicationId  uniqueidentifier not null constraint PK_CloseCall primary key constraint FK_CloseCall_Application references Application (Id),
    RoundId        uniqueidentifier not null constraint FK_CloseCall_Round references Round (Id),
    Wording        nvarchar(1000)   not null,
    SavedBy        uniqueidentifier not null,
    SavedAt        datetime2(3)     not null
)
GO
-- A part of what was asked for, line by line, which counts only when the applicant says the project still works.
create table PartAward (
    ApplicationId  uniqueidentifier not null constraint PK_PartAward primary key constraint FK_PartAward_Application references Application (Id),
    RoundId        uniqueidentifier not null constraint FK_PartAward_Round references Round (Id),
    Amount         bigint           not null,
    Reason         nvarchar(1000)   not null,
    ProposedBy     uniqueidentifier not null,
    ProposedAt     datetime2(3)     not null,
    Confirmed      bit              null,
    Answer         nvarchar(2000)   null,
    AnsweredBy     uniqueidentifier null,
    AnsweredAt     datetime2(3)     null
)
GO
create table PartAwardLine (
    ApplicationId  uniqueidentifier not null constraint FK_PartAwardLine_PartAward references PartAward (ApplicationId),
    BudgetLineId   uniqueidentifier not null constraint FK_PartAwardLine_BudgetLine references BudgetLine (Id),
    Amount         bigint           not null,
    constraint PK_PartAwardLine primary key (ApplicationId, BudgetLineId)
)
GO
-- What a confirmed part award leaves of the line; null: all of it.
alter table BudgetLine add Awarded bigint null
