-- The officer's own words in a paper; its figures are the portal's.
create table PaperText (
    RoundId  uniqueidentifier not null constraint FK_PaperText_Round references Round (Id),
    Part     nvarchar(20)      not null,
    Wording  $text$           not null,
    Version  int              not null,
    SavedBy  uniqueidentifier not null,
    SavedAt  datetime2(3)     not null,
    constraint PK_PaperText primary key (RoundId, Part)
)
GO
alter table Recommendation add WithdrawnAt datetime2(3) null
GO
-- Each step of a round's sign-off, in order; changes required end a version of the paper.
create table PaperSignOff (
    RecommendationId  uniqueidentifier not null constraint FK_PaperSignOff_Recommendation references Recommendation (Id),
    Step              int              not null,
    Title             nvarchar(200)    not null,
    Approved          bit              not null,
    Note              nvarchar(2000)   null,
    SignedBy          uniqueidentifier not null constraint FK_PaperSignOff_Person references Person (Id),
    SignedAt          datetime2(3)     not null,
    constraint PK_PaperSignOff primary key (RecommendationId, Step)
)
GO
-- Up to what amount a person may decide, for one fund or for all of them (null); a null amount is without limit.
create table ApprovalLimit (
    Id        uniqueidentifier not null constraint PK_ApprovalLimit primary key,
    PersonId  uniqueidentifier not null constraint FK_ApprovalLimit_Person references Person (Id),
    FundId    uniqueidentifier null constraint FK_ApprovalLimit_Fund references Fund (Id),
    UpTo      bigint           null,
    SetBy     uniqueidentifier not null,
    SetAt     datetime2(3)     not null
)
GO
create index IX_ApprovalLimit_PersonId on ApprovalLimit (PersonId)
GO
-- What a decision maker has settled one by one, before all of it is recorded together.
create table DecisionDraft (
    RecommendationId  uniqueidentifier not null constraint FK_DecisionDraft_Recommendation references Recommendation (Id),
    PersonId          uniqueidentifier not null constraint FK_DecisionDraft_Person references Person (Id),
    ApplicationId     uniqueidentifier not null constraint FK_DecisionDraft_Application references Application (Id),
    Funded            bit              not null,
    Reason            nvarchar(1000)   null,
    Condition         nvarchar(1000)   null,
    SavedAt           datetime2(3)     not null,
    constraint PK_DecisionDraft primary key (RecommendationId, PersonId, ApplicationId)
)
GO
alter table Decision add Number nvarchar(20) null
GO
create unique index IX_Decision_Number on Decision (Number) where Number is not null
GO
alter table Decision add ProtectiveStatus nvarchar(40) not null constraint DF_Decision_ProtectiveStatus default 'Official'
GO
alter table Decision add Exemption nvarchar(500) null
GO
alter table Decision add CorrectsId uniqueidentifier null constraint FK_Decision_Corrects references Decision (Id)
GO
alter table DecisionLine add Condition nvarchar(1000) null
GO
-- A correction leaves the line as it was decided, and says which decision took its place.
alter table DecisionLine add SupersededBy uniqueidentifier null
