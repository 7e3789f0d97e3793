create table DueDiligenceCheck (
    Id                uniqueidentifier not null constraint PK_DueDiligenceCheck primary key,
    ApplicationId     uniqueidentifier not null constraint FK_DueDiligenceCheck_Application references Application (Id),
    Position          int              not null,
    Name              nvarchar(200)    not null,
    Guidance          nvarchar(1000)   not null,
    Status            nvarchar(20)      not null,
    Note              nvarchar(2000)   null,
    Source            nvarchar(300)    null,
    EvidenceFileId    uniqueidentifier null constraint FK_DueDiligenceCheck_File references StoredFile (Id),
    CheckedBy         uniqueidentifier null,
    CheckedOn         date             null,
    Version           int              not null,
    constraint CK_DueDiligenceCheck_Status check (Status in ('NotStarted', 'InProgress', 'Pass', 'Condition', 'Fail', 'NotApplicable'))
)
GO
create index IX_DueDiligenceCheck_ApplicationId on DueDiligenceCheck (ApplicationId, Position)
