-- Ways to find an organisation, or a person in it, again; rebuilt when what they are made of changes.
create table MatchKey (
    Kind            nvarchar(20)      not null,
    KeyText         nvarchar(120)    not null,
    OrganisationId  uniqueidentifier not null constraint FK_MatchKey_Organisation references Organisation (Id),
    Shown           nvarchar(300)    not null,
    constraint PK_MatchKey primary key (Kind, KeyText, OrganisationId, Shown)
)
GO
create index IX_MatchKey_OrganisationId on MatchKey (OrganisationId)
GO
create table MatchIndexed (
    OrganisationId  uniqueidentifier not null constraint PK_MatchIndexed primary key constraint FK_MatchIndexed_Organisation references Organisation (Id),
    OrganisationVersion  int         not null,
    ProfileVersion  int              not null
)
GO
-- The lowest hashes of an application's text, for finding applications that share some of it.
create table TextFingerprint (
    Hash           bigint           not null,
    ApplicationId  uniqueidentifier not null constraint FK_TextPrint_Application references Application (Id),
    constraint PK_TextPrint primary key (Hash, ApplicationId)
)
GO
create index IX_TextPrint_ApplicationId on TextFingerprint (ApplicationId)
GO
-- Two organisations that somebody has looked at: one body under two records, or two. The pair is held with the lower id first.
create table OrganisationPair (
    Id           uniqueidentifier not null constraint PK_OrganisationPair primary key,
    FirstId      uniqueidentifier not null constraint FK_OrganisationPair_First references Organisation (Id),
    SecondId     uniqueidentifier not null constraint FK_OrganisationPair_Second references Organisation (Id),
    IsSame       bit              not null,
    Reason       nvarchar(1000)   not null,
    DecidedBy    uniqueidentifier not null,
    DecidedAt    datetime2(3)     not null
)
GO
create unique index IX_OrganisationPair_First on OrganisationPair (FirstId, SecondId)
GO
-- The record that stands for all records of one body; null: this one.
alter table Organisation add SameAs uniqueidentifier null
GO
create index IX_Organisation_SameAs on Organisation (SameAs) where SameAs is not null
GO
create table StopFlag (
    Id              uniqueidentifier not null constraint PK_StopFlag primary key,
    OrganisationId  uniqueidentifier not null constraint FK_StopFlag_Organisation references Organisation (Id),
    Reason          nvarchar(1000)   not null,
    Until           date             null,
    PlacedBy        uniqueidentifier not null,
    PlacedAt        datetime2(3)     not null,
    LiftedBy        uniqueidentifier null,
    LiftedAt        datetime2(3)     null,
    LiftReason      nvarchar(1000)   null
)
GO
create index IX_StopFlag_OrganisationId on StopFlag (OrganisationId)
GO
-- What was made of a name that is like one on the sanctions list.
create table SanctionReview (
    Id              uniqueidentifier not null constraint PK_SanctionReview primary key,
    OrganisationId  uniqueidentifier not null constraint FK_SanctionReview_Organisation references Organisation (Id),
    OurName         nvarchar(300)    not null,
    GroupId         nvarchar(40)      not null,
    ListedName      nvarchar(400)    not null,
    Born            nvarchar(200)    null,
    IsSame          bit              not null,
    Reason          nvarchar(1000)   not null,
    ListDate        date             not null,
    DecidedBy       uniqueidentifier not null,
    DecidedAt       datetime2(3)     not null
)
GO
create index IX_SanctionReview_OrganisationId on SanctionReview (OrganisationId)
