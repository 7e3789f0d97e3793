create table Recommendation (
    Id           uniqueidentifier not null constraint PK_Recommendation primary key,
    RoundId      uniqueidentifier not null constraint FK_Recommendation_Round references Round (Id),
    Number       int              not null,
    MadeBy       uniqueidentifier not null,
    MadeAt       datetime2(3)     not null,
    PaperJson    $text$           not null,
    PaperSha256  nvarchar(64)         not null
)
GO
-- One in a round, except that a rolling round has one for each list of applications that it decides.
create unique index IX_Recommendation_RoundId_Number on Recommendation (RoundId, Number)
GO
create table RecommendationLine (
    RecommendationId  uniqueidentifier not null constraint FK_RecommendationLine_Recommendation references Recommendation (Id),
    ApplicationId     uniqueidentifier not null constraint FK_RecommendationLine_Application references Application (Id),
    RankPosition      int              not null,
    Numerator         bigint           not null,
    Denominator       bigint           not null,
    Result            nvarchar(20)      not null,
    Amount            bigint           not null,
    Reason            nvarchar(1000)   not null,
    constraint PK_RecommendationLine primary key (RecommendationId, ApplicationId),
    constraint CK_RecommendationLine_Result check (Result in ('Fund', 'BelowThreshold', 'PotSpent', 'OverLimit', 'FailedPassFail', 'FailedCheck', 'NotScored'))
)
GO
create table Decision (
    Id                uniqueidentifier not null constraint PK_Decision primary key,
    RoundId           uniqueidentifier not null constraint FK_Decision_Round references Round (Id),
    RecommendationId  uniqueidentifier not null constraint FK_Decision_Recommendation references Recommendation (Id),
    DecidedBy         uniqueidentifier not null,
    DecidedAt         datetime2(3)     not null,
    Interests         nvarchar(2000)   not null,
    Note              nvarchar(4000)   null
)
GO
create index IX_Decision_RecommendationId on Decision (RecommendationId)
GO
create index IX_Decision_RoundId on Decision (RoundId)
GO
create table DecisionLine (
    DecisionId     uniqueidentifier not null constraint FK_DecisionLine_Decision references Decision (Id),
    ApplicationId  uniqueidentifier not null constraint FK_DecisionLine_Application references Application (Id),
    Funded         bit              not null,
    Amount         bigint           not null,
    Departure      bit              not null,
    Reason         nvarchar(1000)   null,
    constraint PK_DecisionLine primary key (DecisionId, ApplicationId)
)
GO
create index IX_DecisionLine_ApplicationId on DecisionLine (ApplicationId)
