-- The words of a fund's letters: each version stays; the newest approved one is used.
create table LetterTemplate (
    Id          uniqueidentifier not null constraint PK_LetterTemplate primary key,
    FundId      uniqueidentifier not null constraint FK_LetterTemplate_Fund references Fund (Id),
    Kind        nvarchar(20)      not null,
    Version     int              not null,
    Title       nvarchar(200)    not null,
    Body        $text$           not null,
    WrittenBy   uniqueidentifier not null,
    WrittenAt   datetime2(3)     not null,
    ApprovedBy  uniqueidentifier null,
    ApprovedAt  datetime2(3)     null
)
GO
create unique index IX_LetterTemplate_FundId on LetterTemplate (FundId, Kind, Version)
GO
-- What must be in hand before money of an award goes out: evidence asked for on offer or before payment, and what an officer adds.
create table AwardCondition (
    Id              uniqueidentifier not null constraint PK_AwardRequirement primary key,
    AwardId         uniqueidentifier not null constraint FK_AwardRequirement_Award references Award (Id),
    Position        int              not null,
    Name            nvarchar(200)    not null,
    Hint            nvarchar(1000)   null,
    Stage           nvarchar(20)      not null,
    DocumentKindId  uniqueidentifier null constraint FK_AwardRequirement_Kind references DocumentKind (Id),
    State           nvarchar(20)      not null,
    FileId          uniqueidentifier null constraint FK_AwardRequirement_File references StoredFile (Id),
    GivenBy         uniqueidentifier null,
    GivenAt         datetime2(3)     null,
    Note            nvarchar(1000)   null,
    DecidedBy       uniqueidentifier null,
    DecidedAt       datetime2(3)     null,
    Version         int              not null,
    constraint CK_AwardRequirement_Stage check (Stage in ('OnOffer', 'BeforePayment')),
    constraint CK_AwardRequirement_State check (State in ('Wanted', 'Given', 'Accepted', 'NotNeeded'))
)
GO
create unique index IX_AwardRequirement_AwardId on AwardCondition (AwardId, Position)
GO
create table AwardQuestion (
    Id          uniqueidentifier not null constraint PK_AwardQuestion primary key,
    AwardId     uniqueidentifier not null constraint FK_AwardQuestion_Award references Award (Id),
    Question    nvarchar(2000)   not null,
    AskedBy     uniqueidentifier not null,
    AskedAt     datetime2(3)     not null,
    Answer      nvarchar(2000)   null,
    AnsweredBy  uniqueidentifier null,
    AnsweredAt  datetime2(3)     null
)
GO
create index IX_AwardQuestion_AwardId on AwardQuestion (AwardId, AskedAt)
GO
create index IX_AwardQuestion_Open on AwardQuestion (AskedAt) where AnsweredAt is null
GO
-- A change of an award: what is asked for, what was there before it, and who approved it.
create table Variation (
    Id             uniqueidentifier not null constraint PK_AwardChange primary key,
    AwardId        uniqueidentifier not null constraint FK_AwardChange_Award references Award (Id),
    Kind           nvarchar(20)      not null,
    Reason         nvarchar(2000)   not null,
    Wanted         $text$           not null,
    Earlier        $text$           null,
    AskedByOffice  bit              not null,
    AskedBy        uniqueidentifier not null,
    AskedAt        datetime2(3)     not null,
    State          nvarchar(20)      not null,
    DecidedBy      uniqueidentifier null,
    DecidedAt      datetime2(3)     null,
    DecidedNote    nvarchar(2000)   null,
    Version        int              not null,
    constraint CK_AwardChange_Kind check (Kind in ('Purpose', 'Budget', 'Dates', 'Contact', 'Bank', 'Amount', 'GiveUp', 'Termination', 'Recovery')),
    constraint CK_AwardChange_State check (State in ('Asked', 'Approved', 'Refused', 'Withdrawn'))
)
GO
create index IX_AwardChange_AwardId on Variation (AwardId, AskedAt)
GO
create index IX_AwardChange_Open on Variation (AskedAt) where DecidedAt is null
GO
-- Members who may accept grants for the organisation.
alter table OrganisationMember add MaySign bit not null constraint DF_OrganisationMember_MaySign default 0
GO
create table OfferReminder (
    AwardId   uniqueidentifier not null constraint FK_OfferReminder_Award references Award (Id),
    AcceptBy  date             not null,
    DaysAfter int              not null,
    SentAt    datetime2(3)     not null,
    constraint PK_OfferReminder primary key (AwardId, AcceptBy, DaysAfter)
)
