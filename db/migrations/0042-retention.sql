-- How long a type of record is kept where the office has set it; without a row the portal's default counts.
create table RetentionPeriod (
    RecordType  nvarchar(40)      not null constraint PK_RetentionPeriod primary key,
    Months      int              not null,
    Reason      nvarchar(500)    not null,
    SetBy       uniqueidentifier not null,
    SetAt       datetime2(3)     not null,
    constraint CK_RetentionPeriod_Months check (Months between 1 and 600)
)
GO
-- Nothing about its subject is erased until it is lifted.
create table LegalHold (
    Id          uniqueidentifier not null constraint PK_LegalHold primary key,
    Kind        nvarchar(20)      not null,
    SubjectId   uniqueidentifier not null,
    Shown       nvarchar(300)    not null,
    Reason      nvarchar(1000)   not null,
    PlacedBy    uniqueidentifier not null constraint FK_LegalHold_Person references Person (Id),
    PlacedAt    datetime2(3)     not null,
    LiftedBy    uniqueidentifier null,
    LiftedAt    datetime2(3)     null,
    LiftReason  nvarchar(1000)   null,
    constraint CK_LegalHold_Kind check (Kind in ('Organisation', 'Round', 'Application', 'Award'))
)
GO
create index IX_LegalHold_LiftedAt on LegalHold (LiftedAt, PlacedAt)
GO
-- That a record was erased, when, and the hash of what was exported of it first; nothing of what was in it.
create table ErasedRecord (
    RecordType    nvarchar(40)  not null,
    RecordKey     nvarchar(40)  not null,
    ErasedAt      datetime2(3) not null,
    ExportSha256  nvarchar(64)     not null,
    constraint PK_ErasedRecord primary key (RecordType, RecordKey)
)
GO
-- Files whose rows are erased and whose bytes go next; written in the same transaction, so that a restart leaves none behind.
create table FileToErase (
    FileId  uniqueidentifier not null constraint PK_FileToErase primary key
)
GO
-- Whether anything still names a file is asked of each column for each file that is erased.
create index IX_ApplicationDocument_FileId on ApplicationDocument (FileId)
GO
create index IX_DueDiligenceCheck_EvidenceFileId on DueDiligenceCheck (EvidenceFileId) where EvidenceFileId is not null
GO
create index IX_Letter_PdfFileId on Letter (PdfFileId) where PdfFileId is not null
GO
create index IX_LedgerTransaction_EvidenceFileId on LedgerTransaction (EvidenceFileId) where EvidenceFileId is not null
GO
create index IX_CspReturnEvidence_FileId on CspReturnEvidence (FileId)
GO
create index IX_LedgerImport_FileId on LedgerImport (FileId)
GO
create index IX_BankDetails_ProofFileId on BankDetails (ProofFileId) where ProofFileId is not null
GO
create index IX_RegisterImport_FileId on RegisterImport (FileId) where FileId is not null
GO
create index IX_AwardRequirement_FileId on AwardCondition (FileId) where FileId is not null
GO
create index IX_ClaimReceipt_FileId on ClaimReceipt (FileId) where FileId is not null
GO
create index IX_MonitoringPhoto_FileId on MonitoringPhoto (FileId)
GO
create index IX_MonitoringEvidence_FileId on MonitoringEvidence (FileId) where FileId is not null
GO
create index IX_OutboxEmail_AttachmentId on OutboxEmail (AttachmentId) where AttachmentId is not null
GO
create index IX_RecommendationLine_ApplicationId on RecommendationLine (ApplicationId)
GO
create index IX_DecisionDraft_ApplicationId on DecisionDraft (ApplicationId)
GO
create index IX_AuditEntry_ActorId on AuditEntry (ActorId, At)
GO
create index IX_Payment_BankDetailsId on Payment (BankDetailsId) where BankDetailsId is not null
