-- How long a type of record is kept where the office has set it; without a row the portal's default counts.
create table RetentionPeriod (
    -- Type of record, such as UnsuccessfulApplication or BankDetails.
    RecordType  nvarchar(40)     not null constraint PK_RetentionPeriod primary key,
    -- Months that it is kept, 1 to 600.
    Months      int              not null,
    -- Why the office set it.
    Reason      nvarchar(500)    not null,
    -- Person who set it.
    SetBy       uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt       datetime2(3)     not null,
    constraint CK_RetentionPeriod_Months check (Months between 1 and 600)
)
GO

-- Nothing about its subject is erased until it is lifted.
create table LegalHold (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LegalHold primary key,
    -- The organisation, round, application or award.
    SubjectId   uniqueidentifier not null,
    -- What the subject is: Organisation, Round, Application or Award.
    Kind        nvarchar(20)     not null,
    -- Name of the subject when the hold was placed.
    Shown       nvarchar(300)    not null,
    -- Why nothing may be erased.
    Reason      nvarchar(1000)   not null,
    -- Person who placed it.
    PlacedBy    uniqueidentifier not null constraint FK_LegalHold_PlacedBy references Person (Id),
    -- When it was placed (UTC).
    PlacedAt    datetime2(3)     not null,
    -- Person who lifted it. Null: it stands.
    LiftedBy    uniqueidentifier null,
    -- When it was lifted (UTC). Null: it stands.
    LiftedAt    datetime2(3)     null,
    -- Why it was lifted. Null: it stands.
    LiftReason  nvarchar(1000)   null,
    constraint CK_LegalHold_Kind check (Kind in ('Organisation', 'Round', 'Application', 'Award'))
)
GO
create index IX_LegalHold_LiftedAt_PlacedAt on LegalHold (LiftedAt, PlacedAt)
GO

-- A record was erased: when, and the hash of what was exported of it first; nothing of what was in it.
create table ErasedRecord (
    -- Type of record, such as UnsuccessfulApplication or BankDetails.
    RecordType    nvarchar(40) not null,
    -- Primary key that the record had.
    RecordKey     nvarchar(40) not null,
    -- When it was erased (UTC).
    ErasedAt      datetime2(3) not null,
    -- SHA-256 of the export, in hexadecimal.
    ExportSha256  nvarchar(64) not null,
    constraint PK_ErasedRecord primary key (RecordType, RecordKey)
)
