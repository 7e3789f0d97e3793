create table Person (
    Id                uniqueidentifier not null constraint PK_Person primary key,
    Email             nvarchar(320)     not null,
    EmailConfirmed    bit              not null,
    DisplayName       nvarchar(200)    not null,
    PasswordHash      $text$           null,
    SecurityStamp     nvarchar(100)     not null,
    AccessFailedCount int              not null,
    LockoutEndsAt     datetime2(3)     null,
    TwoFactorEnabled  bit              not null,
    AuthenticatorKey  $text$           null,
    CreatedAt         datetime2(3)     not null,
    Version           int              not null
)
GO
create unique index IX_Person_Email on Person (Email)
GO
create table PersonRole (
    PersonId  uniqueidentifier not null constraint FK_PersonRole_Person references Person (Id),
    Role      nvarchar(40)      not null,
    constraint PK_PersonRole primary key (PersonId, Role)
)
GO
create table PersonRecoveryCode (
    PersonId  uniqueidentifier not null constraint FK_PersonRecoveryCode_Person references Person (Id),
    CodeHash  nvarchar(64)         not null,
    constraint PK_PersonRecoveryCode primary key (PersonId, CodeHash)
)
GO
create table Organisation (
    Id             uniqueidentifier not null constraint PK_Organisation primary key,
    Name           nvarchar(200)    not null,
    Kind           nvarchar(60)      not null,
    CharityNumber  nvarchar(20)      null,
    CompanyNumber  nvarchar(20)      null,
    AddressLine    nvarchar(200)    not null,
    Town           nvarchar(100)    not null,
    Postcode       nvarchar(10)      not null,
    Area           nvarchar(100)    not null,
    Phone          nvarchar(30)      not null,
    CreatedAt      datetime2(3)     not null,
    Version        int              not null
)
GO
create table OrganisationMember (
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationMember_Organisation references Organisation (Id),
    PersonId        uniqueidentifier not null constraint FK_OrganisationMember_Person references Person (Id),
    JoinedAt        datetime2(3)     not null,
    constraint PK_OrganisationMember primary key (OrganisationId, PersonId)
)
GO
create index IX_OrganisationMember_PersonId on OrganisationMember (PersonId)
GO
-- Someone asked by e-mail to join before they have an account; turned into a member when they confirm that address.
create table OrganisationInvitation (
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationInvitation_Organisation references Organisation (Id),
    Email           nvarchar(320)     not null,
    InvitedAt       datetime2(3)     not null,
    constraint PK_OrganisationInvitation primary key (OrganisationId, Email)
)
