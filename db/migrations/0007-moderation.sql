-- What the panel agreed, beside the originals, which stay as they were. A fraction, because a mean of five whole numbers is one.
create table AgreedScore (
    ApplicationId  uniqueidentifier not null constraint FK_AgreedScore_Application references Application (Id),
    CriterionId    uniqueidentifier not null constraint FK_AgreedScore_Criterion references Criterion (Id),
    Numerator      bigint           not null,
    Denominator    bigint           not null,
    Reason         nvarchar(2000)   null,
    AgreedBy       uniqueidentifier not null,
    AgreedAt       datetime2(3)     not null,
    constraint PK_AgreedScore primary key (ApplicationId, CriterionId)
)
GO
create table Moderation (
    ApplicationId  uniqueidentifier not null constraint PK_Moderation primary key constraint FK_Moderation_Application references Application (Id),
    Note           nvarchar(4000)   not null,
    Present        nvarchar(1000)   not null,
    Version        int              not null
)
