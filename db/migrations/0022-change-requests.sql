-- The office asks for named answers of a sent application again. What was sent stays beside what was changed.
create table ChangeRequest (
    Id             uniqueidentifier not null constraint PK_ChangeRequest primary key,
    ApplicationId  uniqueidentifier not null constraint FK_ChangeRequest_Application references Application (Id),
    Reason         nvarchar(1000)   not null,
    DueOn          date             not null,
    AskedBy        uniqueidentifier not null,
    AskedAt        datetime2(3)     not null,
    AnsweredBy     uniqueidentifier null,
    AnsweredAt     datetime2(3)     null,
    CopyBefore     $text$           null,
    Sha256Before   nvarchar(64)         null
)
GO
create unique index IX_ChangeRequest_Open on ChangeRequest (ApplicationId) where AnsweredAt is null
GO
create index IX_ChangeRequest_ApplicationId on ChangeRequest (ApplicationId, AskedAt)
GO
create table ChangeRequestAnswer (
    RequestId   uniqueidentifier not null constraint FK_ChangeRequestAnswer_Request references ChangeRequest (Id),
    QuestionId  uniqueidentifier not null constraint FK_ChangeRequestAnswer_Question references Question (Id),
    Before      $text$           not null,
    After       $text$           null,
    constraint PK_ChangeRequestAnswer primary key (RequestId, QuestionId)
)
