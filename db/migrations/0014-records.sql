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
GO

-- What the portal proposes to erase because its time is over: one list of one type of record, which a person approves or puts off.
create table RetentionProposal (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_RetentionProposal primary key,
    -- Type of record, such as UnsuccessfulApplication or BankDetails.
    RecordType    nvarchar(40)     not null,
    -- Proposed, PutOff, Approved (being erased) or Finished.
    State         nvarchar(20)     not null,
    -- When it was proposed (UTC).
    MadeAt        datetime2(3)     not null,
    -- The day from which the oldest record's time counts.
    OldestOn      date             not null,
    -- Person who approved it or put it off. Null: no one yet.
    DecidedBy     uniqueidentifier null constraint FK_RetentionProposal_DecidedBy references Person (Id),
    -- When that was (UTC). Null: not yet.
    DecidedAt     datetime2(3)     null,
    -- The first day on which the same type is proposed again. Null: it was not put off.
    PutOffUntil   date             null,
    -- Why it was put off. Null: it was not.
    Reason        nvarchar(500)    null,
    -- The folder of the export. Null: not approved.
    Folder        nvarchar(400)    null,
    -- When the last of it was erased (UTC). Null: not yet.
    FinishedAt    datetime2(3)     null,
    -- SHA-256 of the export's manifest, in hexadecimal. Null: nothing was erased, or not yet.
    ExportSha256  nvarchar(64)     null,
    constraint CK_RetentionProposal_State check (State in ('Proposed', 'PutOff', 'Approved', 'Finished'))
)
GO
create unique index IX_RetentionProposal_Open on RetentionProposal (RecordType) where State in ('Proposed', 'Approved')
GO
create index IX_RetentionProposal_DecidedBy on RetentionProposal (DecidedBy)
GO
create index IX_RetentionProposal_MadeAt on RetentionProposal (MadeAt)
GO

-- One record on a proposal to erase: its key and what became of it, nothing of what is in it.
create table RetentionProposalRecord (
    -- The proposal.
    ProposalId    uniqueidentifier not null constraint FK_RetentionProposalRecord_ProposalId references RetentionProposal (Id),
    -- Primary key of the record.
    RecordKey     nvarchar(40)     not null,
    -- Waiting, Erased, OnHold (kept by a legal hold), NotDue (no longer due) or Failed.
    State         nvarchar(20)     not null,
    -- Why it was not erased. Null: no fault.
    Reason        nvarchar(600)    null,
    constraint PK_RetentionProposalRecord primary key (ProposalId, RecordKey),
    constraint CK_RetentionProposalRecord_State check (State in ('Waiting', 'Erased', 'OnHold', 'NotDue', 'Failed'))
)
