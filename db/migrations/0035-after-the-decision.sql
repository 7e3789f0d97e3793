-- The words of a scheme's letters: each version stays; the newest approved one is used.
create table LetterTemplate (
    Id          uniqueidentifier not null constraint PK_LetterTemplate primary key,
    FundId      uniqueidentifier not null constraint FK_LetterTemplate_Fund references Fund (Id),
    Kind        varchar(20)      not null,
    Version     int              not null,
    Title       nvarchar(200)    not null,
    Body        $text$           not null,
    WrittenBy   uniqueidentifier not null,
    WrittenAt   datetime2(3)     not null,
    ApprovedBy  uniqueidentifier null,
    ApprovedAt  datetime2(3)     null
)
GO
create unique index IX_LetterTemplate_FundId on LetterTemplate (FundId, Kind, Version)
GO
-- What must be in hand before money of an award goes out: evidence asked for on offer or before payment, and what an officer adds.
create table AwardRequirement (
    Id              uniqueidentifier not null constraint PK_AwardRequirement primary key,
    AwardId         uniqueidentifier not null constraint FK_AwardRequirement_Award references Award (Id),
    Position        int              not null,
    Name            nvarchar(200)    not null,
    Hint            nvarchar(1000)   null,
    Stage           varchar(20)      not null,
    DocumentKindId  uniqueidentifier null constraint FK_AwardRequirement_Kind references DocumentKind (Id),
    State           varchar(20)      not null,
    FileId          uniqueidentifier null constraint FK_AwardRequirement_File references StoredFile (Id),
    GivenBy         uniqueidentifier null,
    GivenAt         datetime2(3)     null,
    Note            nvarchar(1000)   null,
    DecidedBy       uniqueidentifier null,
    DecidedAt       datetime2(3)     null,
    Version         int              not null,
    constraint CK_AwardRequirement_Stage check (Stage in ('OnOffer', 'BeforePayment')),
    constraint CK_AwardRequirement_State check (State in ('Wanted', 'Given', 'Accepted', 'NotNeeded'))
)
GO
create unique index IX_AwardRequirement_AwardId on AwardRequirement (AwardId, Position)
GO
create table AwardQuestion (
    Id          uniqueidentifier not null constraint PK_AwardQuestion primary key,
    AwardId     uniqueidentifier not null constraint FK_AwardQuestion_Award references Award (Id),
    Question    nvarchar(2000)   not null,
    AskedBy     uniqueidentifier not null,
    AskedAt     datetime2(3)     not null,
    Answer      nvarchar(2000)   null,
    AnsweredBy  uniqueidentifier null,
    AnsweredAt  datetime2(3)     null
)
GO
create index IX_AwardQuestion_AwardId on AwardQuestion (AwardId, AskedAt)
GO
create index IX_AwardQuestion_Open on AwardQuestion (AskedAt) where AnsweredAt is null
GO
-- A change of an award: what is asked for, what was there before it, and who approved it.
create table AwardChange (
    Id             uniqueidentifier not null constraint PK_AwardChange primary key,
    AwardId        uniqueidentifier not null constraint FK_AwardChange_Award references Award (Id),
    Kind           varchar(20)      not null,
    Reason         nvarchar(2000)   not null,
    Wanted         $text$           not null,
    Earlier        $text$           null,
    AskedByOffice  bit              not null,
    AskedBy        uniqueidentifier not null,
    AskedAt        datetime2(3)     not null,
    State          varchar(20)      not null,
    DecidedBy      uniqueidentifier null,
    DecidedAt      datetime2(3)     null,
    DecidedNote    nvarchar(2000)   null,
    Version        int              not null,
    constraint CK_AwardChange_Kind check (Kind in ('Purpose', 'Budget', 'Dates', 'Contact', 'Bank', 'Amount', 'GiveUp', 'Termination', 'Recovery')),
    constraint CK_AwardChange_State check (State in ('Asked', 'Approved', 'Refused', 'TakenBack'))
)
GO
create index IX_AwardChange_AwardId on AwardChange (AwardId, AskedAt)
GO
create index IX_AwardChange_Open on AwardChange (AskedAt) where DecidedAt is null
GO
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
    State        varchar(20)      not null,
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
create table PaymentBatch (
    Id         uniqueidentifier not null constraint PK_PaymentBatch primary key,
    Number     varchar(20)      not null,
    Payments   int              not null,
    Total      bigint           not null,
    PayOn      date             not null,
    MadeBy     uniqueidentifier not null,
    MadeAt     datetime2(3)     not null,
    Sha256     char(64)         null,
    SentBy     uniqueidentifier null,
    SentAt     datetime2(3)     null,
    ResultBy   uniqueidentifier null,
    ResultAt   datetime2(3)     null,
    Version    int              not null
)
GO
create unique index IX_PaymentBatch_Number on PaymentBatch (Number)
GO
alter table Payment add InstalmentId uniqueidentifier null constraint FK_Payment_Instalment references Instalment (Id)
GO
alter table Payment add ClaimId uniqueidentifier null constraint FK_Payment_Claim references Claim (Id)
GO
alter table Payment add BankDetailsId uniqueidentifier null constraint FK_Payment_BankDetails references BankDetails (Id)
GO
alter table Payment add BatchId uniqueidentifier null constraint FK_Payment_Batch references PaymentBatch (Id)
GO
-- What the bank, the statement and the finance system call it: the batch's number and its place in it.
alter table Payment add BankReference varchar(18) null
GO
create unique index IX_Payment_BankReference on Payment (BankReference) where BankReference is not null
GO
alter table Payment add PaidOn date null
GO
alter table Payment add ResultNote nvarchar(500) null
GO
create index IX_Payment_BatchId on Payment (BatchId)
GO
-- Up to what one payment somebody may approve; without a scheme for all, without a person for everybody.
create table PaymentLimit (
    Id        uniqueidentifier not null constraint PK_PaymentLimit primary key,
    PersonId  uniqueidentifier null constraint FK_PaymentLimit_Person references Person (Id),
    FundId    uniqueidentifier null constraint FK_PaymentLimit_Fund references Fund (Id),
    UpTo      bigint           not null,
    SetBy     uniqueidentifier not null,
    SetAt     datetime2(3)     not null
)
GO
alter table MonitoringReturn add Kind varchar(10) not null constraint DF_MonitoringReturn_Kind default 'Final' constraint CK_MonitoringReturn_Kind check (Kind in ('Interim', 'Final'))
GO
alter table MonitoringReturn add PeriodFrom date null
GO
alter table MonitoringReturn add PeriodTo date null
GO
alter table MonitoringReturn add PreparedBy uniqueidentifier null
GO
alter table MonitoringReturn add PreparedAt datetime2(3) null
GO
alter table MonitoringReturn add PreventionLevel varchar(10) null
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
alter table MonitoringReturn add Rating varchar(10) null constraint CK_MonitoringReturn_Rating check (Rating in ('Green', 'Amber', 'Red'))
GO
alter table MonitoringOutcome add BeforeFigure nvarchar(100) null
GO
alter table MonitoringOutcome add AfterFigure nvarchar(100) null
GO
alter table MonitoringOutcome add Verdict varchar(10) null constraint CK_MonitoringOutcome_Verdict check (Verdict in ('Met', 'Partly', 'NotMet'))
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
    InvoiceNumber    varchar(20)      null,
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
-- The figures of each award as they are now, and their sums for each round by kind of share; kept in the transactions that change them.
create table AwardFigure (
    AwardId          uniqueidentifier not null constraint PK_AwardFigure primary key constraint FK_AwardFigure_Award references Award (Id),
    RoundId          uniqueidentifier not null,
    Priority         nvarchar(200)    not null,
    Area             nvarchar(200)    not null,
    Zone             nvarchar(200)    not null,
    PreventionLevel  nvarchar(200)    not null,
    Kind             nvarchar(200)    not null,
    Awards           bigint           not null,
    Offered          bigint           not null,
    Acceptances      bigint           not null,
    Accepted         bigint           not null,
    Paid             bigint           not null,
    Reported         bigint           not null,
    Unspent          bigint           not null,
    GivenBack        bigint           not null,
    Closed           bigint           not null,
    Promised         bigint           not null,
    Met              bigint           not null,
    PartlyMet        bigint           not null,
    NotMet           bigint           not null,
    PeopleNew        bigint           not null,
    PeopleRepeat     bigint           not null
)
GO
create table AwardTally (
    RoundId       uniqueidentifier not null constraint FK_AwardTally_Round references Round (Id),
    Dimension     varchar(20)      not null,
    Name          nvarchar(200)    not null,
    Awards        bigint           not null,
    Offered       bigint           not null,
    Acceptances   bigint           not null,
    Accepted      bigint           not null,
    Paid          bigint           not null,
    Reported      bigint           not null,
    Unspent       bigint           not null,
    GivenBack     bigint           not null,
    Closed        bigint           not null,
    Promised      bigint           not null,
    Met           bigint           not null,
    PartlyMet     bigint           not null,
    NotMet        bigint           not null,
    PeopleNew     bigint           not null,
    PeopleRepeat  bigint           not null,
    constraint PK_AwardTally primary key (RoundId, Dimension, Name)
)
GO
-- Members who may accept grants for the organisation.
alter table OrganisationMember add MaySign bit not null constraint DF_OrganisationMember_MaySign default 0
GO
-- A date that an officer set by hand; the schedule leaves it alone.
alter table MonitoringReturn add Irregular bit not null constraint DF_MonitoringReturn_Irregular default 0
GO
-- Who was reached, for each round: the sums of what its returns say, kept as they are sent and given back.
create table RoundPeople (
    RoundId     uniqueidentifier not null constraint FK_RoundPeople_Round references Round (Id),
    Question    nvarchar(100)    not null,
    Choice      nvarchar(100)    not null,
    MayOverlap  bit              not null,
    People      bigint           not null,
    constraint PK_RoundPeople primary key (RoundId, Question, Choice)
)
GO
create table OfferReminder (
    AwardId   uniqueidentifier not null constraint FK_OfferReminder_Award references Award (Id),
    AcceptBy  date             not null,
    DaysAfter int              not null,
    SentAt    datetime2(3)     not null,
    constraint PK_OfferReminder primary key (AwardId, AcceptBy, DaysAfter)
)
