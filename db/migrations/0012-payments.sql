-- A part of an award that is planned to be paid: at once, in stages or in arrears.
create table Instalment (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_Instalment primary key,
    -- The award.
    AwardId    uniqueidentifier not null constraint FK_Instalment_AwardId references Award (Id),
    -- Place in the plan, from 1.
    Position   int              not null,
    -- Money planned, in pence.
    Amount     bigint           not null,
    -- Day from which it may be paid.
    DueOn      date             not null,
    -- 1 when it is paid for what was spent, against claims.
    InArrears  bit              not null,
    -- What must be met first. Null: nothing.
    Condition  nvarchar(500)    null,
    -- Officer who recorded that the condition is met. Null: not met, or there is none.
    MetBy      uniqueidentifier null,
    -- When it was recorded that the condition is met (UTC). Null: not met, or there is none.
    MetAt      datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version    int              not null,
    constraint CK_Instalment_Amount check (Amount > 0)
)
GO
create unique index IX_Instalment_AwardId_Position on Instalment (AwardId, Position)
GO

-- What an organisation has spent and asks to be paid for, receipt by receipt.
create table Claim (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_Claim primary key,
    -- The award.
    AwardId      uniqueidentifier not null constraint FK_Claim_AwardId references Award (Id),
    -- Money claimed, in pence: the sum of its receipts.
    Amount       bigint           not null,
    -- Sent, Accepted or GivenBack (returned to the organisation to correct).
    State        nvarchar(20)     not null,
    -- Person who claimed.
    ClaimedBy    uniqueidentifier not null,
    -- When it was claimed (UTC).
    ClaimedAt    datetime2(3)     not null,
    -- Officer who accepted or returned it. Null: waits.
    DecidedBy    uniqueidentifier null,
    -- When it was decided (UTC). Null: waits.
    DecidedAt    datetime2(3)     null,
    -- What the officer says to it. Null: nothing.
    DecidedNote  nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version      int              not null,
    constraint CK_Claim_State check (State in ('Sent', 'Accepted', 'GivenBack'))
)
GO
create index IX_Claim_AwardId_ClaimedAt on Claim (AwardId, ClaimedAt)
GO
create index IX_Claim_State_ClaimedAt on Claim (State, ClaimedAt)
GO

-- A receipt of a claim.
create table ClaimReceipt (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_ClaimReceipt primary key,
    -- The claim.
    ClaimId       uniqueidentifier not null constraint FK_ClaimReceipt_ClaimId references Claim (Id),
    -- The budget line that it was spent on.
    BudgetLineId  uniqueidentifier not null constraint FK_ClaimReceipt_BudgetLineId references BudgetLine (Id),
    -- The receipt as a file. Null: none uploaded, or erased.
    FileId        uniqueidentifier null constraint FK_ClaimReceipt_FileId references StoredFile (Id),
    -- Place in the claim, from 1.
    Position      int              not null,
    -- Day on which it was spent.
    SpentOn       date             not null,
    -- Who was paid.
    Supplier      nvarchar(200)    not null,
    -- Money spent, in pence.
    Amount        bigint           not null,
    constraint CK_ClaimReceipt_Amount check (Amount > 0)
)
GO
create index IX_ClaimReceipt_ClaimId_Position on ClaimReceipt (ClaimId, Position)
GO
create index IX_ClaimReceipt_FileId on ClaimReceipt (FileId) where FileId is not null
GO
create index IX_ClaimReceipt_BudgetLineId on ClaimReceipt (BudgetLineId)
GO

-- Payments sent to the bank together, with a control total.
create table PaymentRun (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_PaymentRun primary key,
    -- Number of the run, such as P-2024-001.
    Number    nvarchar(20)     not null,
    -- Number of payments in it.
    Payments  int              not null,
    -- Their sum, in pence.
    Total     bigint           not null,
    -- Day on which the bank should pay.
    PayOn     date             not null,
    -- SHA-256 of the file for the bank, in hexadecimal. Null: not downloaded yet.
    Sha256    nvarchar(64)     null,
    -- Finance officer who made the run.
    MadeBy    uniqueidentifier not null,
    -- When it was made (UTC).
    MadeAt    datetime2(3)     not null,
    -- Person who first downloaded the file for the bank. Null: no one yet.
    SentBy    uniqueidentifier null,
    -- When it was sent (UTC). Null: not yet.
    SentAt    datetime2(3)     null,
    -- Person who read in the bank's result. Null: no one yet.
    ResultBy  uniqueidentifier null,
    -- When the bank's result was read in (UTC). Null: not yet.
    ResultAt  datetime2(3)     null,
    -- Grows by one with each change of the run.
    Version   int              not null,
    -- Person who released it to the bank. Null: nobody yet, or a payment was removed since.
    ReleasedBy     uniqueidentifier null,
    -- When it was released (UTC). Null: not released.
    ReleasedAt     datetime2(3)     null,
    -- Why somebody who approved or requested one of its payments may release it. Null: no exception.
    ExceptReason   nvarchar(1000)   null,
    -- Person who recorded that exception. Null: no exception.
    ExceptedBy     uniqueidentifier null,
    -- When it was recorded (UTC). Null: no exception.
    ExceptedAt     datetime2(3)     null
)
GO
create unique index IX_PaymentRun_Number on PaymentRun (Number)
GO

-- A payment of an award, or to the lead council of an area.
create table Payment (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_Payment primary key,
    -- The award. Null: a payment to an area.
    AwardId        uniqueidentifier null constraint FK_Payment_AwardId references Award (Id),
    -- The area whose money it is. Null: a payment of an award.
    AreaId         uniqueidentifier null constraint FK_Payment_AreaId references CspArea (Id),
    -- The area's year, such as 2026-27. Null: a payment of an award.
    BudgetYear     nvarchar(7)      null constraint FK_Payment_BudgetYear references LedgerYear (BudgetYear),
    -- The area's lead council when it was requested, which is paid. Null: the organisation of the award is paid.
    PayeeId        uniqueidentifier null constraint FK_Payment_PayeeId references Organisation (Id),
    -- The instalment that it pays. Null: none.
    InstalmentId   uniqueidentifier null constraint FK_Payment_InstalmentId references Instalment (Id),
    -- The claim that it pays. Null: none.
    ClaimId        uniqueidentifier null constraint FK_Payment_ClaimId references Claim (Id),
    -- The account that it goes to, from the first approval on. Null: nobody has approved it.
    BankDetailsId  uniqueidentifier null constraint FK_Payment_BankDetailsId references BankDetails (Id),
    -- The payment run that it is in. Null: none yet.
    RunId          uniqueidentifier null constraint FK_Payment_RunId references PaymentRun (Id),
    -- Money, in pence.
    Amount         bigint           not null,
    -- What it is for.
    Reason         nvarchar(500)    not null,
    -- Requested, Approved, Refused, Scheduled (in a file for the bank), Paid, Failed or Returned; failed and returned money may be asked
    -- for again.
    Status         nvarchar(20)     not null,
    -- What the bank, the statement and the finance system call it: the number of the run and its place in it. Null: in no run yet.
    BankReference  nvarchar(18)     null,
    -- Day on which the bank paid it. Null: not paid.
    PaidOn         date             null,
    -- Person who asked for it.
    RequestedBy    uniqueidentifier not null,
    -- When it was requested (UTC).
    RequestedAt    datetime2(3)     not null,
    -- Person who approved or refused it. Null: waits.
    DecidedBy      uniqueidentifier null,
    -- When it was decided (UTC). Null: waits.
    DecidedAt      datetime2(3)     null,
    -- What they say to it. Null: nothing.
    DecidedNote    nvarchar(500)    null,
    -- What the bank said, where it failed or was returned. Null: nothing.
    ResultNote     nvarchar(500)    null,
    -- Number of the invoice that it pays, or the payee's own reference. Null: none entered.
    InvoiceNumber  nvarchar(30)     null,
    -- Grows by one with each change of the payment.
    Version        int              not null,
    -- Person whose limit did not cover it and who approved it first. Null: nobody, or one person's approval was enough.
    FirstApprovedBy uniqueidentifier null,
    -- When that was (UTC). Null: as above.
    FirstApprovedAt datetime2(3)    null,
    -- What they said to it. Null: nothing.
    FirstApprovedNote nvarchar(500) null,
    -- Day on which its money was back. Null: it was not returned.
    ReturnedOn     date             null,
    constraint CK_Payment_Amount check (Amount > 0),
    constraint CK_Payment_AwardId check ((AwardId is not null and AreaId is null and BudgetYear is null and PayeeId is null) or (AwardId is null and AreaId is not null and BudgetYear is not null and PayeeId is not null)),
    constraint CK_Payment_Status check (Status in ('Requested', 'Approved', 'Refused', 'Scheduled', 'Paid', 'Failed', 'Returned'))
)
GO
create index IX_Payment_AwardId on Payment (AwardId)
GO
create index IX_Payment_AreaId_BudgetYear on Payment (AreaId, BudgetYear) where AreaId is not null
GO
create index IX_Payment_BudgetYear on Payment (BudgetYear) where BudgetYear is not null
GO
create index IX_Payment_PayeeId on Payment (PayeeId) where PayeeId is not null
GO
create index IX_Payment_Status_RequestedAt on Payment (Status, RequestedAt)
GO
create unique index IX_Payment_BankReference on Payment (BankReference) where BankReference is not null
GO
create index IX_Payment_RunId on Payment (RunId)
GO
create index IX_Payment_BankDetailsId on Payment (BankDetailsId) where BankDetailsId is not null
GO
create index IX_Payment_InstalmentId on Payment (InstalmentId)
GO
create index IX_Payment_ClaimId on Payment (ClaimId)
GO
-- What the finance system is compared with.
create index IX_Payment_ReturnedOn on Payment (ReturnedOn) where ReturnedOn is not null
GO

-- Up to what amount one payment may be approved by one person alone.
create table PaymentLimit (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_PaymentLimit primary key,
    -- The person for whom it counts. Null: everybody.
    PersonId  uniqueidentifier null constraint FK_PaymentLimit_PersonId references Person (Id),
    -- The fund for which it counts. Null: all funds.
    FundId    uniqueidentifier null constraint FK_PaymentLimit_FundId references Fund (Id),
    -- The budget year of the money, such as 2026-27, for which it counts. Null: every year.
    BudgetYear nvarchar(7)     null,
    -- The most that one payment may be, in pence.
    UpTo      bigint           not null,
    -- Person who set it.
    SetBy     uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt     datetime2(3)     not null
)
GO
-- SQLite takes two nulls as different: there the command that sets a limit replaces the one before, and changes are serial.
create unique index IX_PaymentLimit_PersonId_FundId_BudgetYear on PaymentLimit (PersonId, FundId, BudgetYear)
GO
create index IX_PaymentLimit_FundId on PaymentLimit (FundId)
GO

-- The chief finance officer let somebody who scored or recommended an application approve and release its payments.
create table SeparationException (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_SeparationException_ApplicationId references Application (Id),
    -- Who may pay it all the same.
    PersonId       uniqueidentifier not null constraint FK_SeparationException_PersonId references Person (Id),
    -- Why nobody else could.
    Reason         nvarchar(1000)   not null,
    -- The chief finance officer.
    GivenBy        uniqueidentifier not null,
    -- When it was recorded (UTC).
    GivenAt        datetime2(3)     not null,
    constraint PK_SeparationException primary key (ApplicationId, PersonId)
)
GO

-- A late return without which an area is paid all the same.
create table AreaReturnException (
    -- The area.
    AreaId     uniqueidentifier not null constraint FK_AreaReturnException_AreaId references CspArea (Id),
    -- The year of the return.
    BudgetYear nvarchar(7)      not null constraint FK_AreaReturnException_BudgetYear references LedgerYear (BudgetYear),
    -- Its period: Quarter1, Quarter2, Quarter3, February or Quarter4.
    Period     nvarchar(20)     not null,
    -- Why it is paid.
    Reason     nvarchar(1000)   not null,
    -- Person who may approve payments and said so.
    GivenBy    uniqueidentifier not null,
    -- When (UTC).
    GivenAt    datetime2(3)     not null,
    constraint PK_AreaReturnException primary key (AreaId, BudgetYear, Period)
)
GO
create index IX_AreaReturnException_BudgetYear on AreaReturnException (BudgetYear)
GO

-- Money that a lead council paid back to the office.
create table AreaRepayment (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_AreaRepayment primary key,
    -- The area.
    AreaId     uniqueidentifier not null constraint FK_AreaRepayment_AreaId references CspArea (Id),
    -- The year for which it was paid to the council.
    BudgetYear nvarchar(7)      not null constraint FK_AreaRepayment_BudgetYear references LedgerYear (BudgetYear),
    -- Amount, in pence; below zero where a receipt was reversed.
    Amount     bigint           not null,
    -- Day on which it arrived.
    ReceivedOn date             not null,
    -- As on the bank statement.
    Reference  nvarchar(100)    not null,
    -- Person who recorded it.
    RecordedBy uniqueidentifier not null,
    -- When (UTC).
    RecordedAt datetime2(3)     not null,
    constraint CK_AreaRepayment_Amount check (Amount <> 0)
)
GO
create index IX_AreaRepayment_AreaId_BudgetYear on AreaRepayment (AreaId, BudgetYear)
GO
create index IX_AreaRepayment_BudgetYear on AreaRepayment (BudgetYear)
GO

-- A file in which the bank, or Bacs, says what became of payments.
create table BankAnswer (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_BankAnswer primary key,
    -- What it is: Arucs (credits that came back), Awacs (accounts to correct), Camt054 (ISO 20022) or Csv (the portal's own layout).
    Kind      nvarchar(12)     not null,
    -- Name of the file.
    Name      nvarchar(200)    not null,
    -- SHA-256 of its items in hexadecimal, the same for the same items under any name and in any layout.
    Sha256    nvarchar(64)     not null,
    -- Number of its items.
    Items     int              not null,
    -- Finance officer who read it.
    ReadBy    uniqueidentifier not null,
    -- When it was read (UTC).
    ReadAt    datetime2(3)     not null,
    -- Finance officer who applied it. Null: waits.
    AppliedBy uniqueidentifier null,
    -- When it was applied (UTC). Null: waits.
    AppliedAt datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version   int              not null
)
GO
-- A file is read once.
create unique index IX_BankAnswer_Sha256 on BankAnswer (Sha256)
GO
create index IX_BankAnswer_ReadAt on BankAnswer (ReadAt)
GO

-- What such a file says of one payment.
create table BankAnswerItem (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_BankAnswerItem primary key,
    -- The file.
    AnswerId    uniqueidentifier not null constraint FK_BankAnswerItem_AnswerId references BankAnswer (Id),
    -- Place in the file, from 1.
    Position    int              not null,
    -- Paid, Failed, Returned, WrongAccount (paid, but the account must be corrected), Pending (not booked yet) or Other (no payment of ours).
    Kind        nvarchar(12)     not null,
    -- Our reference as the bank gave it, or the number of a payment run booked as one sum. Empty: the bank gave none.
    Reference   nvarchar(140)    not null,
    -- Money, in pence. Null: the bank named no amount.
    Amount      bigint           null,
    -- Day on which the bank booked it.
    BookedOn    date             not null,
    -- Last four digits of the payee's account. Null: not in the file.
    LastFour    nvarchar(4)      null,
    -- The bank's code of the reason. Null: none.
    Code        nvarchar(35)     null,
    -- The reason in words. Null: none.
    Reason      nvarchar(500)    null,
    -- Waiting (the file is not applied), Applied, Known (nothing was new), Left (a person must look), Matched (a person named the payment) or
    -- SetAside (a person said that it is not ours).
    State       nvarchar(12)     not null,
    -- What it did, or why a person must look. Null: not applied yet.
    Outcome     nvarchar(500)    null,
    -- The payment that it is about. Null: none, or a whole payment run.
    PaymentId   uniqueidentifier null constraint FK_BankAnswerItem_PaymentId references Payment (Id),
    -- Finance officer who named the payment or set it aside. Null: nobody had to, or it waits.
    DecidedBy   uniqueidentifier null,
    -- When (UTC). Null: as above.
    DecidedAt   datetime2(3)     null,
    -- Why. Null: as above.
    DecidedNote nvarchar(500)    null,
    constraint CK_BankAnswerItem_State check (State in ('Waiting', 'Applied', 'Known', 'Left', 'Matched', 'SetAside'))
)
GO
create unique index IX_BankAnswerItem_AnswerId_Position on BankAnswerItem (AnswerId, Position)
GO
-- What waits for a person.
create index IX_BankAnswerItem_Left on BankAnswerItem (AnswerId) where State = 'Left'
GO
create index IX_BankAnswerItem_PaymentId on BankAnswerItem (PaymentId) where PaymentId is not null
GO

-- The purchase order that finance raised for what an area is paid in a year.
create table AreaPurchaseOrder (
    -- The area.
    AreaId        uniqueidentifier not null constraint FK_AreaPurchaseOrder_AreaId references CspArea (Id),
    -- The year, such as 2026-27.
    BudgetYear    nvarchar(7)      not null constraint FK_AreaPurchaseOrder_BudgetYear references LedgerYear (BudgetYear),
    -- Its number.
    PurchaseOrder nvarchar(30)     not null,
    constraint PK_AreaPurchaseOrder primary key (AreaId, BudgetYear)
)
GO
create index IX_AreaPurchaseOrder_BudgetYear on AreaPurchaseOrder (BudgetYear)
GO

-- The codes of the finance system under which money of a round, a fund or an area is posted, from one day to another. Codes never change:
-- others follow them.
create table CodeSet (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_CodeSet primary key,
    -- The fund, for all its rounds. Null: any, or one round.
    FundId        uniqueidentifier null constraint FK_CodeSet_FundId references Fund (Id),
    -- The round. Null: any.
    RoundId       uniqueidentifier null constraint FK_CodeSet_RoundId references Round (Id),
    -- The area. Null: any.
    AreaId        uniqueidentifier null constraint FK_CodeSet_AreaId references CspArea (Id),
    -- GrantPayment, AreaPayment, MoneyBack or Accrual. Null: any.
    Kind          nvarchar(20)     null,
    -- Company. Empty: the finance system has one.
    Company       nvarchar(20)     not null,
    -- Cost centre.
    CostCentre    nvarchar(20)     not null,
    -- Subjective: what kind of spending it is.
    Subjective    nvarchar(20)     not null,
    -- Project. Empty: none.
    Project       nvarchar(20)     not null,
    -- Funding source. Empty: none.
    FundingSource nvarchar(20)     not null,
    -- VAT treatment, by the code of the finance system. Empty: none.
    VatTreatment  nvarchar(20)     not null,
    -- First day on which the codes count.
    FirstDay      date             not null,
    -- Last day on which they count; the day before the first: they never counted. Null: they go on.
    LastDay       date             null,
    -- The codes that followed. Null: none.
    SuccessorId   uniqueidentifier null constraint FK_CodeSet_SuccessorId references CodeSet (Id),
    -- Person who added them.
    AddedBy       uniqueidentifier not null,
    -- When they were added (UTC).
    AddedAt       datetime2(3)     not null,
    -- Person who set their last day. Null: no one.
    EndedBy       uniqueidentifier null,
    -- When the last day was set (UTC). Null: not set.
    EndedAt       datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version       int              not null,
    constraint CK_CodeSet_Kind check (Kind in ('GrantPayment', 'AreaPayment', 'MoneyBack', 'Accrual')),
    constraint CK_CodeSet_About check ((FundId is null and RoundId is null) or (FundId is null and AreaId is null) or (RoundId is null and AreaId is null))
)
GO
create index IX_CodeSet_FundId on CodeSet (FundId) where FundId is not null
GO
create index IX_CodeSet_RoundId on CodeSet (RoundId) where RoundId is not null
GO
create index IX_CodeSet_AreaId on CodeSet (AreaId) where AreaId is not null
GO
create index IX_CodeSet_SuccessorId on CodeSet (SuccessorId) where SuccessorId is not null
GO

-- What a file for the finance system looks like.
create table ExportProfile (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_ExportProfile primary key,
    -- Its name.
    Name      nvarchar(100)    not null,
    -- CreditorInvoices, Journal or Accruals.
    Kind      nvarchar(20)     not null,
    -- Columns, heads and formats, as JSON.
    Layout    $text$           not null,
    -- Person who saved it last.
    SavedBy   uniqueidentifier not null,
    -- When it was saved last (UTC).
    SavedAt   datetime2(3)     not null,
    -- When it was put away (UTC). Null: in use.
    RetiredAt datetime2(3)     null,
    -- Grows by one with each change of the profile.
    Version   int              not null,
    constraint CK_ExportProfile_Kind check (Kind in ('CreditorInvoices', 'Journal', 'Accruals'))
)
GO
create unique index IX_ExportProfile_Name on ExportProfile (Name)
GO

-- A file for the finance system, as it was made.
create table FinanceExport (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_FinanceExport primary key,
    -- Number of the export, such as J-2026-27-001.
    Number      nvarchar(20)     not null,
    -- The kind of its profile.
    Kind        nvarchar(20)     not null,
    -- The profile.
    ProfileId   uniqueidentifier not null constraint FK_FinanceExport_ProfileId references ExportProfile (Id),
    -- The profile's name when it was made.
    ProfileName nvarchar(100)    not null,
    -- Last day of what is in it.
    UpTo        date             not null,
    -- Number of lines.
    Lines       int              not null,
    -- Control total: what was spent less what came back, in pence.
    Total       bigint           not null,
    -- Name of the file.
    FileName    nvarchar(120)    not null,
    -- The file's text.
    Content     $text$           not null,
    -- How the text becomes bytes: Utf8, Utf8WithMark, Windows1252 or Ascii.
    Encoding    nvarchar(20)     not null,
    -- SHA-256 of the file, in hexadecimal.
    Sha256      nvarchar(64)     not null,
    -- Made, Confirmed (the finance system has it) or Cancelled.
    Status      nvarchar(20)     not null,
    -- Person who made it.
    MadeBy      uniqueidentifier not null,
    -- When it was made (UTC).
    MadeAt      datetime2(3)     not null,
    -- Person who confirmed or cancelled it. Null: no one yet.
    EndedBy     uniqueidentifier null,
    -- When it was confirmed or cancelled (UTC). Null: not yet.
    EndedAt     datetime2(3)     null,
    -- Why it was cancelled, or under what reference the finance system has it. Null: not yet.
    EndedNote   nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version     int              not null,
    constraint CK_FinanceExport_Status check (Status in ('Made', 'Confirmed', 'Cancelled'))
)
GO
create unique index IX_FinanceExport_Number on FinanceExport (Number)
GO
create index IX_FinanceExport_ProfileId on FinanceExport (ProfileId)
GO

-- A line of an export.
create table FinanceExportLine (
    -- The export.
    ExportId  uniqueidentifier not null constraint FK_FinanceExportLine_ExportId references FinanceExport (Id),
    -- Place in it, from 1.
    Position  int              not null,
    -- The kind of the export.
    Kind      nvarchar(20)     not null,
    -- What happened: Invoice, Credit, Paid, Returned, MoneyBack, Accrual or Reversal.
    Movement  nvarchar(20)     not null,
    -- The payment, the area's repayment, the receipt of a recovery, or the line of the year end.
    SubjectId uniqueidentifier not null,
    -- The day on which it happened.
    OnDay     date             not null,
    -- Spent; below zero where it came back, in pence.
    Amount    bigint           not null,
    -- The award's or the area's reference.
    Reference nvarchar(150)    not null,
    -- Who is paid, or pays back.
    Payee     nvarchar(200)    not null,
    -- The codes under which it was exported.
    CodeSetId uniqueidentifier not null constraint FK_FinanceExportLine_CodeSetId references CodeSet (Id),
    -- 1 unless the export was cancelled, after which the line stands in another.
    Counts    bit              not null,
    constraint PK_FinanceExportLine primary key (ExportId, Position)
)
GO
create unique index IX_FinanceExportLine_SubjectId on FinanceExportLine (SubjectId, Kind, Movement) where Counts = 1
GO
create index IX_FinanceExportLine_CodeSetId on FinanceExportLine (CodeSetId)
GO

-- Watching money
-- How a budget is spread over the months of its year, as finance set it. The newest of a budget counts; without one it is spread evenly.
create table MoneyProfile (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_MoneyProfile primary key,
    -- The year, such as 2026-27.
    BudgetYear nvarchar(7)      not null,
    -- The fund. Null: an area's budget.
    FundId     uniqueidentifier null constraint FK_MoneyProfile_FundId references Fund (Id),
    -- The area. Null: a fund's budget.
    AreaId     uniqueidentifier null constraint FK_MoneyProfile_AreaId references CspArea (Id),
    -- Even, Typed or Instalments.
    Kind       nvarchar(20)     not null,
    -- The twelve months from April, in pence, separated by commas. Empty: an even spread.
    Months     nvarchar(300)    not null,
    -- Person who set it.
    SetBy      uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt      datetime2(3)     not null,
    constraint CK_MoneyProfile_Of check ((FundId is null and AreaId is not null) or (FundId is not null and AreaId is null)),
    constraint CK_MoneyProfile_Kind check (Kind in ('Even', 'Typed', 'Instalments'))
)
GO
create index IX_MoneyProfile_FundId on MoneyProfile (FundId) where FundId is not null
GO
create index IX_MoneyProfile_AreaId on MoneyProfile (AreaId) where AreaId is not null
GO

-- Accruals and prepayments of a year at 31 March.
create table YearEndJournal (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_YearEndJournal primary key,
    -- The year, such as 2025-26.
    BudgetYear   nvarchar(7)      not null,
    -- Its number, such as YE-2025-26. Null: not approved.
    Number       nvarchar(20)     null,
    -- Draft, Sent or Approved.
    Status       nvarchar(10)     not null,
    -- Person who had the lines worked out.
    MadeBy       uniqueidentifier not null,
    -- When they were worked out (UTC).
    MadeAt       datetime2(3)     not null,
    -- Person who sent them for approval. Null: not sent.
    SentBy       uniqueidentifier null,
    -- When they were sent (UTC). Null: not sent.
    SentAt       datetime2(3)     null,
    -- Person who approved them or gave them back last. Null: nobody.
    DecidedBy    uniqueidentifier null,
    -- When that was (UTC). Null: not yet.
    DecidedAt    datetime2(3)     null,
    -- What that person says. Null: nothing.
    DecidedNote  nvarchar(1000)   null,
    -- Sum of the lines at 31 March as approved, in pence: accruals less prepayments. Null: not approved.
    Total        bigint           null,
    -- SHA-256 of the lines as approved, in hexadecimal. Null: not approved.
    Sha256       nvarchar(64)     null,
    -- Grows by one with each change of the row or its lines.
    Version      int              not null,
    constraint CK_YearEndJournal_Status check (Status in ('Draft', 'Sent', 'Approved'))
)
GO
create unique index IX_YearEndJournal_BudgetYear on YearEndJournal (BudgetYear)
GO

-- One accrual or prepayment.
create table YearEndLine (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_YearEndLine primary key,
    -- The year's lines.
    JournalId    uniqueidentifier not null constraint FK_YearEndLine_JournalId references YearEndJournal (Id),
    -- Place among them, from 1.
    Position     int              not null,
    -- Accrual or Prepayment.
    Kind         nvarchar(20)     not null,
    -- What it rests on: Claims, Spending or Period.
    Ground       nvarchar(20)     not null,
    -- The award. Null: an area.
    AwardId      uniqueidentifier null constraint FK_YearEndLine_AwardId references Award (Id),
    -- The area. Null: an award.
    AreaId       uniqueidentifier null constraint FK_YearEndLine_AreaId references CspArea (Id),
    -- How it was worked out.
    Worked       nvarchar(1000)   not null,
    -- Amount that was worked out, in pence.
    Proposed     bigint           not null,
    -- Amount that counts, in pence.
    Amount       bigint           not null,
    -- 1: a person left it out.
    LeftOut      bit              not null constraint DF_YearEndLine_LeftOut default 0,
    -- Why it was changed or left out. Null: it was not.
    Reason       nvarchar(1000)   null,
    -- Person who changed it or left it out. Null: nobody.
    ChangedBy    uniqueidentifier null,
    -- When (UTC). Null: not changed.
    ChangedAt    datetime2(3)     null,
    constraint CK_YearEndLine_Kind check (Kind in ('Accrual', 'Prepayment')),
    constraint CK_YearEndLine_Ground check (Ground in ('Claims', 'Spending', 'Period')),
    constraint CK_YearEndLine_Amount check (Amount > 0 and Proposed > 0),
    constraint CK_YearEndLine_Of check ((AwardId is null and AreaId is not null) or (AwardId is not null and AreaId is null))
)
GO
create unique index IX_YearEndLine_JournalId_Position on YearEndLine (JournalId, Position)
GO
create index IX_YearEndLine_AwardId on YearEndLine (AwardId) where AwardId is not null
GO
create index IX_YearEndLine_AreaId on YearEndLine (AreaId) where AreaId is not null
GO

-- Money that is to come back to the office, with an invoice for each: what was not spent, what is recovered after a breach, what was paid
-- too much, and what a lead council holds above what its area keeps.
create table RecoveryInvoice (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_RecoveryInvoice primary key,
    -- Number of the invoice, such as R-2026-007.
    Number          nvarchar(20)     not null,
    -- NotSpent, Recovered (after a breach), Overpaid or Area.
    Kind            nvarchar(20)     not null,
    -- Who pays it back.
    OrganisationId  uniqueidentifier not null constraint FK_RecoveryInvoice_OrganisationId references Organisation (Id),
    -- The award. Null: money of an area.
    AwardId         uniqueidentifier null constraint FK_RecoveryInvoice_AwardId references Award (Id),
    -- The decision to recover it. Null: another kind.
    VariationId     uniqueidentifier null constraint FK_RecoveryInvoice_VariationId references Variation (Id),
    -- The area. Null: money of an award.
    AreaId          uniqueidentifier null constraint FK_RecoveryInvoice_AreaId references CspArea (Id),
    -- The area's year for which it was paid, such as 2026-27. Null: money of an award.
    BudgetYear      nvarchar(7)      null constraint FK_RecoveryInvoice_BudgetYear references LedgerYear (BudgetYear),
    -- What it is for, as the invoice says.
    Reason          nvarchar(500)    not null,
    -- Money asked for, in pence. It falls where the bank returned a payment or another invoice takes its place.
    Amount          bigint           not null,
    -- Money that has come back, in pence: the sum of its receipts.
    Received        bigint           not null constraint DF_RecoveryInvoice_Received default 0,
    -- Money that is no longer asked for, in pence: the sum of its approved write-offs.
    WrittenOff      bigint           not null constraint DF_RecoveryInvoice_WrittenOff default 0,
    -- Person who asked for it.
    IssuedBy        uniqueidentifier not null,
    -- When (UTC).
    IssuedAt        datetime2(3)     not null,
    -- Day by which it is to be paid.
    DueOn           date             not null,
    -- Why no reminders are sent: Dispute, PaymentPlan or Other. Null: they are sent.
    StoppedFor      nvarchar(20)     null,
    -- That reason in words, for the file. Null: reminders are sent.
    StoppedReason   nvarchar(1000)   null,
    -- Last day without reminders. Null: reminders are sent.
    StoppedUntil    date             null,
    -- Grows by one with each change of the row.
    Version         int              not null,
    constraint CK_RecoveryInvoice_Kind check (Kind in ('NotSpent', 'Recovered', 'Overpaid', 'Area')),
    constraint CK_RecoveryInvoice_AwardId check ((AwardId is not null and AreaId is null and BudgetYear is null and Kind <> 'Area') or (AwardId is null and AreaId is not null and BudgetYear is not null and Kind = 'Area')),
    constraint CK_RecoveryInvoice_Amount check (Received >= 0 and WrittenOff >= 0 and Amount >= Received + WrittenOff),
    constraint CK_RecoveryInvoice_StoppedFor check (StoppedFor in ('Dispute', 'PaymentPlan', 'Other'))
)
GO
create unique index IX_RecoveryInvoice_Number on RecoveryInvoice (Number)
GO
create index IX_RecoveryInvoice_OrganisationId on RecoveryInvoice (OrganisationId)
GO
create index IX_RecoveryInvoice_AwardId on RecoveryInvoice (AwardId) where AwardId is not null
GO
create index IX_RecoveryInvoice_VariationId on RecoveryInvoice (VariationId) where VariationId is not null
GO
create index IX_RecoveryInvoice_AreaId_BudgetYear on RecoveryInvoice (AreaId, BudgetYear) where AreaId is not null
GO
create index IX_RecoveryInvoice_BudgetYear on RecoveryInvoice (BudgetYear) where BudgetYear is not null
GO
create index IX_RecoveryInvoice_DueOn on RecoveryInvoice (DueOn)
GO

-- Money that came back on an invoice. A row is never changed: a receipt that was booked wrongly is reversed by another row.
create table RecoveryReceipt (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_RecoveryReceipt primary key,
    -- The invoice.
    InvoiceId       uniqueidentifier not null constraint FK_RecoveryReceipt_InvoiceId references RecoveryInvoice (Id),
    -- Money that counts towards the invoice, in pence; below zero in a reversal.
    Amount          bigint           not null,
    -- Money that came in above what was owed, in pence; below zero in a reversal.
    Rest            bigint           not null constraint DF_RecoveryReceipt_Rest default 0,
    -- What happens with that. Null: nothing was above.
    RestNote        nvarchar(500)    null,
    -- Day on which it arrived.
    ReceivedOn      date             not null,
    -- As on the bank statement.
    Reference       nvarchar(100)    not null,
    -- The receipt that this one reverses. Null: it reverses none.
    ReversesId      uniqueidentifier null constraint FK_RecoveryReceipt_ReversesId references RecoveryReceipt (Id),
    -- Why it is reversed. Null: it reverses none.
    Reason          nvarchar(500)    null,
    -- Person who recorded it.
    RecordedBy      uniqueidentifier not null,
    -- When (UTC).
    RecordedAt      datetime2(3)     not null,
    constraint CK_RecoveryReceipt_Amount check ((ReversesId is null and Amount > 0 and Rest >= 0) or (ReversesId is not null and Amount < 0 and Rest <= 0))
)
GO
create index IX_RecoveryReceipt_InvoiceId on RecoveryReceipt (InvoiceId)
GO
create unique index IX_RecoveryReceipt_ReversesId on RecoveryReceipt (ReversesId) where ReversesId is not null
GO

-- A proposal to ask no longer for money that is owed, which another person decides.
create table RecoveryWriteOff (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_RecoveryWriteOff primary key,
    -- The invoice.
    InvoiceId    uniqueidentifier not null constraint FK_RecoveryWriteOff_InvoiceId references RecoveryInvoice (Id),
    -- Money, in pence.
    Amount       bigint           not null,
    -- Why it will not come back.
    Reason       nvarchar(1000)   not null,
    -- Proposed, Approved or Refused.
    State        nvarchar(20)     not null,
    -- Person who proposed it.
    ProposedBy   uniqueidentifier not null,
    -- When (UTC).
    ProposedAt   datetime2(3)     not null,
    -- Person who approved or refused it. Null: waits.
    DecidedBy    uniqueidentifier null,
    -- When (UTC). Null: waits.
    DecidedAt    datetime2(3)     null,
    -- What they say to it. Null: nothing.
    DecidedNote  nvarchar(500)    null,
    -- Grows by one with each change of the row.
    Version      int              not null,
    constraint CK_RecoveryWriteOff_Amount check (Amount > 0),
    constraint CK_RecoveryWriteOff_State check (State in ('Proposed', 'Approved', 'Refused'))
)
GO
create index IX_RecoveryWriteOff_InvoiceId on RecoveryWriteOff (InvoiceId)
GO
create unique index IX_RecoveryWriteOff_Proposed on RecoveryWriteOff (InvoiceId) where State = 'Proposed'
GO

-- A reminder of an invoice, so that each is sent once.
create table RecoveryReminder (
    -- The invoice.
    InvoiceId  uniqueidentifier not null constraint FK_RecoveryReminder_InvoiceId references RecoveryInvoice (Id),
    -- The day by which it was to be paid then.
    DueOn      date             not null,
    -- Days after that day; below zero: before it.
    DaysAfter  int              not null,
    -- When it was sent (UTC).
    SentAt     datetime2(3)     not null,
    constraint PK_RecoveryReminder primary key (InvoiceId, DueOn, DaysAfter)
)
GO
