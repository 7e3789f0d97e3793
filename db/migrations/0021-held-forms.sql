-- What somebody typed and sent after being signed out: kept for a day, encrypted, for that person to save once they are signed in again.
create table SavedForm (
    Id        uniqueidentifier not null constraint PK_HeldForm primary key,
    PersonId  uniqueidentifier not null constraint FK_HeldForm_Person references Person (Id),
    Path      nvarchar(1000)   not null,
    Encrypted    $text$           not null,
    SavedAt    datetime2(3)     not null
)
GO
create index IX_HeldForm_HeldAt on SavedForm (SavedAt)
