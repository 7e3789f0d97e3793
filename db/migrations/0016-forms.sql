-- Questions of every kind: what a kind needs beyond its wording (choices, columns, rules, conditions) is one JSON document.
alter table Question add Kind nvarchar(20) not null constraint DF_Question_Kind default 'LongText'
GO
alter table Question add Settings $text$ not null constraint DF_Question_Settings default '{}'
GO
alter table DocumentKind add Stage nvarchar(20) not null constraint DF_DocumentKind_Stage default 'WithApplication' constraint CK_DocumentKind_Stage check (Stage in ('WithApplication', 'OnOffer', 'BeforePayment'))
GO
alter table DocumentKind add Settings $text$ not null constraint DF_DocumentKind_Settings default '{}'
GO
alter table Round add FormVersion int not null constraint DF_Round_FormVersion default 1
GO
-- The form as it stood before each correction of a published round, with why and what was changed.
create table RoundFormVersion (
    RoundId   uniqueidentifier not null constraint FK_RoundFormVersion_Round references Round (Id),
    Version   int              not null,
    FormJson  $text$           not null,
    Reason    nvarchar(500)    not null,
    Changes   $text$           not null,
    MadeBy    uniqueidentifier not null,
    MadeAt    datetime2(3)     not null,
    constraint PK_RoundFormVersion primary key (RoundId, Version)
)
GO
alter table Application add FormVersion int null
