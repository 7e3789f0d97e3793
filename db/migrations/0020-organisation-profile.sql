-- What an organisation says of itself once, for all its applications.
create table OrganisationProfile (
    OrganisationId  uniqueidentifier not null constraint PK_OrganisationProfile primary key constraint FK_OrganisationProfile_Organisation references Organisation (Id),
    Version         int              not null,
    SavedAt         datetime2(3)     not null,
    SavedBy         uniqueidentifier not null
)
GO
create table OrganisationProfileAnswer (
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationProfileAnswer_Organisation references Organisation (Id),
    Code            nvarchar(40)      not null,
    Wording         $text$           not null,
    constraint PK_OrganisationProfileAnswer primary key (OrganisationId, Code)
)
GO
-- The version of the profile that was confirmed for an application; null until somebody has said that nothing has changed.
alter table Application add ProfileVersion int null
