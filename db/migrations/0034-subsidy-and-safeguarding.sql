-- Minimal financial assistance, step by step (Subsidy Control Act 2022, sections 36 and 37).
create table Subsidy (
    ApplicationId     uniqueidentifier not null constraint PK_Subsidy primary key constraint FK_Subsidy_Application references Application (Id),
    IsEnterprise      bit              null,
    IsEconomic        bit              null,
    Reason            nvarchar(1000)   not null,
    AssessedBy        uniqueidentifier not null,
    AssessedAt        datetime2(3)     not null,
    NoticeAt          datetime2(3)     null,
    NoticeBy          uniqueidentifier null,
    NoticeAmount      bigint           null,
    ConfirmedAt       datetime2(3)     null,
    ConfirmedBy       uniqueidentifier null,
    ConfirmedName     nvarchar(200)    null,
    RunningTotal      bigint           null,
    SubsidyLimit      bigint           null,
    AwardConfirmedAt  datetime2(3)     null,
    AwardConfirmedBy  uniqueidentifier null,
    GivenOn           date             null,
    GrossValue        bigint           null,
    Version           int              not null
)
GO
-- Other assistance that the recipient names.
create table SubsidyOther (
    Id             uniqueidentifier not null constraint PK_SubsidyOther primary key,
    ApplicationId  uniqueidentifier not null constraint FK_SubsidyOther_Subsidy references Subsidy (ApplicationId),
    FromWhom       nvarchar(200)    not null,
    Amount         bigint           not null,
    GivenOn        date             not null
)
GO
create index IX_SubsidyOther_ApplicationId on SubsidyOther (ApplicationId)
GO
create table SubsidyLimit (
    ValidFrom  date             not null constraint PK_SubsidyLimit primary key,
    Amount     bigint           not null,
    Source     nvarchar(300)    not null,
    SetBy      uniqueidentifier not null,
    SetAt      datetime2(3)     not null
)
GO
insert into SubsidyLimit (ValidFrom, Amount, Source, SetBy, SetAt) values ('2023-01-04', 31500000, 'Subsidy Control Act 2022, section 36', '00000000-0000-0000-0000-000000000000', '2023-01-04 00:00:00.000')
GO
create table Safeguarding (
    ApplicationId  uniqueidentifier not null constraint PK_Safeguarding primary key constraint FK_Safeguarding_Application references Application (Id),
    Reach          nvarchar(20)      not null,
    ItemsJson      $text$           not null,
    SavedBy        uniqueidentifier not null,
    SavedAt        datetime2(3)     not null,
    Version        int              not null
)
GO
-- A worry about a grant holder. What was said is encrypted; few people read it.
create table Concern (
    Id              uniqueidentifier not null constraint PK_Concern primary key,
    Number          int              not null,
    Kind            nvarchar(20)      not null,
    EncryptedText      $text$           not null,
    RaisedAt        datetime2(3)     not null,
    ClosedAt        datetime2(3)     null,
    ClosedBy        uniqueidentifier null
)
GO
create unique index IX_Concern_Number on Concern (Number)
GO
create table ConcernNote (
    Id          uniqueidentifier not null constraint PK_ConcernNote primary key,
    ConcernId   uniqueidentifier not null constraint FK_ConcernNote_Concern references Concern (Id),
    EncryptedText  $text$           not null,
    WrittenBy   uniqueidentifier not null,
    WrittenAt   datetime2(3)     not null
)
GO
create index IX_ConcernNote_ConcernId on ConcernNote (ConcernId)
