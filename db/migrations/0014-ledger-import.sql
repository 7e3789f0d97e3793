-- A file read and not yet posted. Its hash tells the same file the second time.
create table LedgerImport (
    Id          uniqueidentifier not null constraint PK_LedgerImport primary key,
    BudgetYear  nvarchar(7)       not null constraint FK_LedgerImport_Year references LedgerYear (BudgetYear),
    FileId      uniqueidentifier not null constraint FK_LedgerImport_File references StoredFile (Id),
    Sha256      nvarchar(64)         not null,
    ReadBy      uniqueidentifier not null,
    ReadAt      datetime2(3)     not null,
    AcceptedBy  uniqueidentifier null,
    AcceptedAt  datetime2(3)     null
)
GO
create index IX_LedgerImport_Sha256 on LedgerImport (Sha256)
