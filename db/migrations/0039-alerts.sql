-- What somebody who looks after the portal should see to: one row a kind, raised again and cleared in place.
create table Alert (
    Kind       nvarchar(40)   not null constraint PK_Alert primary key,
    Sentence   nvarchar(600) not null,
    RaisedAt   datetime2(3)  not null,
    SeenAt     datetime2(3)  not null,
    Times      bigint        not null,
    ClearedAt  datetime2(3)  null
);
