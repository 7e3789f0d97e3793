-- How an award is paid: at once, in stages or in arrears.
create table Instalment (
    Id          uniqueidentifier not null constraint PK_Instalment primary key,
    AwardId     uniqueidentifier not null constraint FK_Instalment_Award references Award (Id),
    Position    int              not null,
    Amount      bigint           not null,
    DueOn       date             not null,
    InArrears   bit              not null,
    Condition   nvarchar(500)    null,
    MetBy       uniqueidentifier null,
    MetAt       datetime2(3)     null,
    Version     int              not null,
    constraint CK_Instalment_Amount check (Amount > 0)
)
GO
create unique index IX_Instalment_AwardId on Instalment (AwardId, Position)
GO
-- What an organisation has spent and asks to be paid for, receipt by receipt.
create table Claim (
    Id           uniqueidentifier not null constraint PK_Claim primary key,
    AwardId      uniqueidentifier not null constraint FK_Claim_Award references Award (Id),
    Amount       bigint           not null,
    ClaimedBy    uniqueidentifier not null,
    ClaimedAt    datetime2(3)     not null,
    State        nvarchar(20)      not null,
    DecidedBy    uniqueidentifier null,
    DecidedAt    datetime2(3)     null,
    DecidedNote  nvarchar(1000)   null,
    Version      int              not null,
    constraint CK_Claim_State check (State in ('Sent', 'Accepted', 'GivenBack'))
)
GO
create index IX_Claim_AwardId on Claim (AwardId, ClaimedAt)
GO
create index IX_Claim_State on Claim (State, ClaimedAt)
GO
create table ClaimReceipt (
    Id            uniqueidentifier not null constraint PK_ClaimReceipt primary key,
    ClaimId       uniqueidentifier not null constraint FK_ClaimReceipt_Claim references Claim (Id),
    BudgetLineId  uniqueidentifier not null constraint FK_ClaimReceipt_Line references BudgetLine (Id),
    Position      int              not null,
    SpentOn       date             not null,
    Supplier      nvarchar(200)    not null,
    Amount        bigint           not null,
    FileId        uniqueidentifier null constraint FK_ClaimReceipt_File references StoredFile (Id),
    constraint CK_ClaimReceipt_Amount check (Amount > 0)
)
GO
create index IX_ClaimReceipt_ClaimId on ClaimReceipt (ClaimId, Position)
GO
-- Payments handed to the bank together, with a control total.
create table PaymentRun (
    Id         uniqueidentifier not null constraint PK_PaymentRun primary key,
    Number     nvarchar(20)      not null,
    Payments   int              not null,
    Total      bigint           not null,
    PayOn      date             not null,
    MadeBy     uniqueidentifier not null,
    MadeAt     datetime2(3)     not null,
    Sha256     nvarchar(64)         null,
    SentBy     uniqueidentifier null,
    SentAt     datetime2(3)     null,
    ResultBy   uniqueidentifier null,
    ResultAt   datetime2(3)     null,
    Version    int              not null
)
GO
create unique index IX_PaymentRun_Number on PaymentRun (Number)
GO
alter table Payment add InstalmentId uniqueidentifier null constraint FK_Payment_Instalment references Instalment (Id)
GO
alter table Payment add ClaimId uniqueidentifier null constraint FK_Payment_Claim references Claim (Id)
GO
alter table Payment add BankDetailsId uniqueidentifier null constraint FK_Payment_BankDetails references BankDetails (Id)
GO
alter table Payment add RunId uniqueidentifier null constraint FK_Payment_Run references PaymentRun (Id)
GO
-- What the bank, the statement and the finance system call it: the batch's number and its place in it.
alter table Payment add BankReference nvarchar(18) null
GO
create unique index IX_Payment_BankReference on Payment (BankReference) where BankReference is not null
GO
alter table Payment add PaidOn date null
GO
alter table Payment add ResultNote nvarchar(500) null
GO
create index IX_Payment_RunId on Payment (RunId)
GO
-- Up to what one payment somebody may approve; without a fund for all, without a person for everybody.
create table PaymentLimit (
    Id        uniqueidentifier not null constraint PK_PaymentLimit primary key,
    PersonId  uniqueidentifier null constraint FK_PaymentLimit_Person references Person (Id),
    FundId    uniqueidentifier null constraint FK_PaymentLimit_Fund references Fund (Id),
    UpTo      bigint           not null,
    SetBy     uniqueidentifier not null,
    SetAt     datetime2(3)     not null
)
