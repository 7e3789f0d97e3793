-- A fund may be renamed, or succeeded by another; a published round keeps the name under which it was published.
alter table Fund add SucceedsId uniqueidentifier null constraint FK_Fund_Succeeds references Fund (Id)
GO
alter table Round add FundName nvarchar(200) null
GO
create table FundName (
    FundId     uniqueidentifier not null constraint FK_FundName_Fund references Fund (Id),
    Name       nvarchar(200)    not null,
    UsedUntil  datetime2(3)     not null,
    Reason     nvarchar(500)    not null,
    ChangedBy  uniqueidentifier not null,
    constraint PK_FundName primary key (FundId, UsedUntil)
)
