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
    AcceptedSha256       nvarchar(64)         null,
    AcceptedRole         nvarchar(100)    null,
    -- What a change has put in the place of the application's own; null: as in the application.
    StartsOn             date             null,
    EndsOn               date             null,
    Purpose              $text$           null,
    ContactName          nvarchar(200)    null,
    ContactEmail         nvarchar(254)    null,
    EndedAt              datetime2(3)     null,
    EndedBy              uniqueidentifier null,
    EndedHow             nvarchar(20)      null,
    EndedReason          nvarchar(1000)   null,
    -- Of the amount, what went back to the round's pot.
    GivenBack            bigint           not null constraint DF_Award_GivenBack default 0,
    PreventionLevel      nvarchar(10)      null,
    PublishedAt          datetime2(3)     null,
    Version              int              not null,
    constraint CK_Award_GivenBack check (GivenBack >= 0 and GivenBack <= Amount),
    constraint CK_Award_EndedHow check (EndedHow in ('Declined', 'OfferWithdrawn', 'GivenUp', 'Terminated', 'Closed')),
    constraint CK_Award_PreventionLevel check (PreventionLevel in ('Primary', 'Secondary', 'Tertiary'))
)
GO
create unique index IX_Award_ApplicationId on Award (ApplicationId)
GO
create unique index IX_Award_RoundId_Number on Award (RoundId, Number)
GO
-- One batch a decision, and one for the other letters of a day, which has no round and no decision. Each letter is made, then released with its e-mail in one transaction, so a restart neither loses nor repeats one.
create table LetterBatch (
    Id          uniqueidentifier not null constraint PK_LetterBatch primary key,
    RoundId     uniqueidentifier null constraint FK_LetterBatch_Round references Round (Id),
    DecisionId  uniqueidentifier null constraint FK_LetterBatch_Decision references Decision (Id),
    StartedBy   uniqueidentifier not null,
    StartedAt   datetime2(3)     not null,
    Letters     int              not null,
    ReleasedAt  datetime2(3)     null,
    ReleasedBy  uniqueidentifier null,
    ClaimedBy     nvarchar(100)     null,
    ClaimedUntil  datetime2(3)     null
)
GO
create unique index IX_LetterBatch_DecisionId on LetterBatch (DecisionId) where DecisionId is not null
GO
create index IX_LetterBatch_ReleasedAt on LetterBatch (ReleasedAt, StartedAt)
GO
create index IX_LetterBatch_RoundId on LetterBatch (RoundId)
GO
create table Letter (
    Id             uniqueidentifier not null constraint PK_Letter primary key,
    BatchId        uniqueidentifier not null constraint FK_Letter_Batch references LetterBatch (Id),
    ApplicationId  uniqueidentifier not null constraint FK_Letter_Application references Application (Id),
    Kind           nvarchar(20)      not null,
    -- What it is about: the decision, the change, the return or the close-out. One letter a subject.
    SubjectId      uniqueidentifier not null,
    State          nvarchar(20)      not null,
    -- The outcome that counts for the applicant now; an earlier one stays on file.
    Stands         bit              not null constraint DF_Letter_Stands default 0,
    TemplateId     uniqueidentifier null,
    DocumentJson   $text$           null,
    Sha256         nvarchar(64)         null,
    PdfFileId      uniqueidentifier null constraint FK_Letter_Pdf references StoredFile (Id),
    MadeAt         datetime2(3)     null,
    SentAt         datetime2(3)     null,
    constraint CK_Letter_Kind check (Kind in ('Award', 'PartAward', 'Reserve', 'Decline', 'Variation', 'Reminder', 'Clawback')),
    constraint CK_Letter_State check (State in ('Waiting', 'Made', 'Sent'))
)
GO
create unique index IX_Letter_ApplicationId on Letter (ApplicationId, SubjectId)
GO
create index IX_Letter_BatchId on Letter (BatchId, State)
