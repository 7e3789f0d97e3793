-- What a check is about, from which tier it is made, for how long it is good and what waits for it.
alter table RoundCheck add Kind nvarchar(20) not null constraint DF_DueDiligenceItem_Kind default 'General'
GO
alter table RoundCheck add Tier nvarchar(10) not null constraint DF_DueDiligenceItem_Tier default 'Light'
GO
alter table RoundCheck add ValidMonths int not null constraint DF_DueDiligenceItem_ValidMonths default 0
GO
alter table RoundCheck add Holds nvarchar(10) not null constraint DF_DueDiligenceItem_Holds default 'Decision'
GO
alter table DueDiligenceCheck add Kind nvarchar(20) not null constraint DF_DueDiligenceCheck_Kind default 'General'
GO
alter table DueDiligenceCheck add Tier nvarchar(10) not null constraint DF_DueDiligenceCheck_Tier default 'Light'
GO
alter table DueDiligenceCheck add ValidMonths int not null constraint DF_DueDiligenceCheck_ValidMonths default 0
GO
alter table DueDiligenceCheck add Holds nvarchar(10) not null constraint DF_DueDiligenceCheck_Holds default 'Decision'
GO
alter table DueDiligenceCheck add ExpiresOn date null
GO
-- The organisation's version when the result was recorded, and the check from which the result was carried over.
alter table DueDiligenceCheck add OrganisationVersion int null
GO
alter table DueDiligenceCheck add ProfileVersion int null
GO
alter table DueDiligenceCheck add CarriedFrom uniqueidentifier null
GO
-- Who looked at a fail a second time; it counts once somebody agrees.
alter table DueDiligenceCheck add SecondBy uniqueidentifier null
GO
alter table DueDiligenceCheck add SecondAt datetime2(3) null
GO
alter table DueDiligenceCheck add SecondNote nvarchar(1000) null
GO
-- How closely an application is checked and why, and whose it is.
create table CheckPlan (
    ApplicationId  uniqueidentifier not null constraint PK_Assessment primary key constraint FK_Assessment_Application references Application (Id),
    Tier           nvarchar(10)      not null,
    Reasons        $text$           not null,
    OverriddenBy   uniqueidentifier null,
    OwnerId        uniqueidentifier null constraint FK_Assessment_Owner references Person (Id),
    AssessedAt     datetime2(3)     not null,
    CopySha256     nvarchar(64)         null,
    Version        int              not null
)
GO
create index IX_Application_DueDiligence on Application (DueDiligence, SubmittedAt)
