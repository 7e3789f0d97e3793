create table Award (
    Id                   uniqueidentifier not null constraint PK_Award primary key,
    RoundId              uniqueidentifier not null constraint FK_Award_Round references Round (Id),
    ApplicationId        uniqueidentifier not null constraint FK_Award_Application references Application (Id),
    Number               int              not null,
    Amount               bigint           not null,
    CrimeReductionReason $text$           not null,
    Conditions           $text$           not null,
    OfferedAt            datetime2(3)     null,
    AcceptBy             date             null,
    AcceptedAt           datetime2(3)     null,
    AcceptedBy           uniqueidentifier null,
    AcceptedName         nvarchar(200)    null,
    AcceptedSha256       char(64)         null,
    Version              int              not null
)
GO
create unique index IX_Award_ApplicationId on Award (ApplicationId)
GO
create unique index IX_Award_RoundId_Number on Award (RoundId, Number)
GO
-- One batch a decision; each letter is made, then released with its e-mail in one transaction, so a restart neither loses nor repeats one.
create table LetterBatch (
    Id          uniqueidentifier not null constraint PK_LetterBatch primary key,
    RoundId     uniqueidentifier not null constraint FK_LetterBatch_Round references Round (Id),
    DecisionId  uniqueidentifier not null constraint FK_LetterBatch_Decision references Decision (Id),
    StartedBy   uniqueidentifier not null,
    StartedAt   datetime2(3)     not null,
    Letters     int              not null,
    ReleasedAt  datetime2(3)     null,
    ReleasedBy  uniqueidentifier null,
    ClaimedBy     varchar(100)     null,
    ClaimedUntil  datetime2(3)     null
)
GO
create unique index IX_LetterBatch_DecisionId on LetterBatch (DecisionId)
GO
create index IX_LetterBatch_RoundId on LetterBatch (RoundId)
GO
create table Letter (
    Id             uniqueidentifier not null constraint PK_Letter primary key,
    BatchId        uniqueidentifier not null constraint FK_Letter_Batch references LetterBatch (Id),
    ApplicationId  uniqueidentifier not null constraint FK_Letter_Application references Application (Id),
    Kind           varchar(20)      not null,
    State          varchar(20)      not null,
    DocumentJson   $text$           null,
    Sha256         char(64)         null,
    PdfFileId      uniqueidentifier null constraint FK_Letter_Pdf references StoredFile (Id),
    MadeAt         datetime2(3)     null,
    SentAt         datetime2(3)     null,
    constraint CK_Letter_Kind check (Kind in ('Award', 'Decline')),
    constraint CK_Letter_State check (State in ('Waiting', 'Made', 'Sent'))
)
GO
create unique index IX_Letter_ApplicationId on Letter (ApplicationId)
GO
create index IX_Letter_BatchId on Letter (BatchId, State)
