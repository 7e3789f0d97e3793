-- The office's own words for a message of a fund; without a row the portal's default is sent.
create table MessageTemplate (
    FundId     uniqueidentifier not null constraint FK_MessageTemplate_Fund references Fund (Id),
    Kind       nvarchar(40)      not null,
    Subject    nvarchar(200)    not null,
    Body       $text$           not null,
    ChangedBy  uniqueidentifier not null,
    ChangedAt  datetime2(3)     not null,
    constraint PK_MessageTemplate primary key (FundId, Kind)
)
