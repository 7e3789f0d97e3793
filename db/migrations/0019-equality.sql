-- Who projects reach, as applicants chose to say: apart from their applications, encrypted, and without a way back to one.
create table EqualityAnswer (
    Id       uniqueidentifier not null constraint PK_EqualityAnswer primary key,
    RoundId  uniqueidentifier not null constraint FK_EqualityAnswer_Round references Round (Id),
    Encrypted   $text$           not null
)
GO
create index IX_EqualityAnswer_RoundId on EqualityAnswer (RoundId)
GO
-- That somebody answered, so that nobody is asked twice; not what, nor when.
alter table Application add EqualityAnswered bit not null constraint DF_Application_EqualityAnswered default 0
