create table Payment (
    Id           uniqueidentifier not null constraint PK_Payment primary key,
    AwardId      uniqueidentifier not null constraint FK_Payment_Award references Award (Id),
    Amount       bigint           not null,
    Reason       nvarchar(500)    not null,
    Status       nvarchar(20)      not null,
    RequestedBy  uniqueidentifier not null,
    RequestedAt  datetime2(3)     not null,
    DecidedBy    uniqueidentifier null,
    DecidedAt    datetime2(3)     null,
    DecidedNote  nvarchar(500)    null,
    Version      int              not null,
    constraint CK_Payment_Amount check (Amount > 0),
    constraint CK_Payment_Status check (Status in ('Requested', 'Approved', 'Refused', 'Scheduled', 'Paid', 'Failed', 'Returned'))
)
GO
create index IX_Payment_AwardId on Payment (AwardId)
GO
create index IX_Payment_Status on Payment (Status, RequestedAt)
