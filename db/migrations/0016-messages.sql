-- The office's words for a message of one kind. Each version stays; the newest approved one is used, and without one the portal's words.
create table MessageTemplate (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_MessageTemplate primary key,
    -- The fund. Null: a message that has one text for the whole office.
    FundId      uniqueidentifier null constraint FK_MessageTemplate_FundId references Fund (Id),
    -- Kind of message, as in the catalogue of messages.
    Kind        nvarchar(60)     not null,
    -- Number of the version, from 1.
    Version     int              not null,
    -- Subject line of the e-mail.
    Subject     nvarchar(200)    not null,
    -- Text of the e-mail, with fields in braces that the portal fills in.
    Body        $text$           not null,
    -- Officer who wrote this version.
    WrittenBy   uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt   datetime2(3)     not null,
    -- Person who approved it. Null: not approved.
    ApprovedBy  uniqueidentifier null,
    -- When it was approved (UTC). Null: not approved.
    ApprovedAt  datetime2(3)     null
)
GO
create unique index IX_MessageTemplate_FundId_Kind_Version on MessageTemplate (FundId, Kind, Version)
GO
