-- The figures of each award as they are now, and their sums for each round by kind of share; kept in the transactions that change them.
create table AwardFigure (
    AwardId          uniqueidentifier not null constraint PK_AwardFigure primary key constraint FK_AwardFigure_Award references Award (Id),
    RoundId          uniqueidentifier not null,
    Priority         nvarchar(200)    not null,
    Area             nvarchar(200)    not null,
    Zone             nvarchar(200)    not null,
    PreventionLevel  nvarchar(200)    not null,
    Kind             nvarchar(200)    not null,
    Awards           bigint           not null,
    Offered          bigint           not null,
    Acceptances      bigint           not null,
    Accepted         bigint           not null,
    Paid             bigint           not null,
    Reported         bigint           not null,
    Unspent          bigint           not null,
    GivenBack        bigint           not null,
    Closed           bigint           not null,
    Promised         bigint           not null,
    Met              bigint           not null,
    PartlyMet        bigint           not null,
    NotMet           bigint           not null,
    PeopleNew        bigint           not null,
    PeopleRepeat     bigint           not null
)
GO
create table AwardTally (
    RoundId       uniqueidentifier not null constraint FK_AwardTally_Round references Round (Id),
    Dimension     nvarchar(20)      not null,
    Name          nvarchar(200)    not null,
    Awards        bigint           not null,
    Offered       bigint           not null,
    Acceptances   bigint           not null,
    Accepted      bigint           not null,
    Paid          bigint           not null,
    Reported      bigint           not null,
    Unspent       bigint           not null,
    GivenBack     bigint           not null,
    Closed        bigint           not null,
    Promised      bigint           not null,
    Met           bigint           not null,
    PartlyMet     bigint           not null,
    NotMet        bigint           not null,
    PeopleNew     bigint           not null,
    PeopleRepeat  bigint           not null,
    constraint PK_AwardTally primary key (RoundId, Dimension, Name)
)
GO
-- Who was reached, for each round: the sums of what its returns say, kept as they are sent and given back.
create table RoundPeople (
    RoundId     uniqueidentifier not null constraint FK_RoundPeople_Round references Round (Id),
    Question    nvarchar(100)    not null,
    Choice      nvarchar(100)    not null,
    MayOverlap  bit              not null,
    People      bigint           not null,
    constraint PK_RoundPeople primary key (RoundId, Question, Choice)
)
