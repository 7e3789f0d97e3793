-- The web nodes that run, and those that ended or were lost within the last day. Times are those of the machines' own clocks.
create table PortalNode (
    Id          uniqueidentifier not null constraint PK_PortalNode primary key,
    Name        nvarchar(100)    not null,
    StartedAt   datetime2(3)     not null,
    LastSeenAt  datetime2(3)     not null,
    ClockOffMs  bigint           not null,
    EndedAt     datetime2(3)     null,
    LostAt      datetime2(3)     null
)
GO
-- A job that one node at a time does. The token grows each time that it is taken, so whoever held it before can tell.
create table JobLease (
    Name    nvarchar(60)   not null constraint PK_JobLease primary key,
    LeasedBy  nvarchar(100) null,
    Until   datetime2(3)  null,
    Token   bigint        not null
)
GO
-- The same token where the work is a row of its own: what is finished is written only by whoever took it last.
alter table OutboxEmail add Token bigint not null constraint DF_OutboxEmail_Token default 0
GO
-- Tries in a row at which the mail server, or something of the portal's own, was away. Attempts counts only those at which the e-mail itself was put off.
alter table OutboxEmail add ServerTries int not null constraint DF_OutboxEmail_ServerTries default 0
GO
alter table LetterBatch add Token bigint not null constraint DF_LetterBatch_Token default 0
GO
alter table RegisterImport add Token bigint not null constraint DF_RegisterImport_Token default 0
GO
alter table RegisterImport add ClaimedBy nvarchar(100) null
