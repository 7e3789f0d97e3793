-- An organisation that applies, or may apply, for grants.
create table Organisation (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_Organisation primary key,
    -- The record that stands for all records of this one organisation. Null: this one.
    SameAs         uniqueidentifier null,
    -- Name of the organisation.
    Name           nvarchar(200)    not null,
    -- Kind of organisation from the portal's list, such as Charity or Unregistered group.
    Kind           nvarchar(60)     not null,
    -- What it is in law: CharitableIncorporatedOrganisation, Company, CommunityInterestCompany, RegisteredSociety, PublicBody,
    -- UnincorporatedAssociation or CharitableTrust. Null: not asked yet; it is when it accepts a grant.
    LegalForm      nvarchar(40)     null,
    -- Number in a register of charities. Null: none given.
    CharityNumber  nvarchar(20)     null,
    -- Number at Companies House. Null: none given.
    CompanyNumber  nvarchar(20)     null,
    -- Street and house.
    AddressLine    nvarchar(200)    not null,
    -- Town or city.
    Town           nvarchar(100)    not null,
    -- Postcode.
    Postcode       nvarchar(10)     not null,
    -- Area of a Community Safety Partnership where it works, by the name that applicants read, or all of them.
    Area           nvarchar(100)    not null,
    -- Telephone number.
    Phone          nvarchar(30)     not null,
    -- When the record was made (UTC).
    CreatedAt      datetime2(3)     not null,
    -- When a member, the lead or a signatory last changed (UTC). Bank details given soon after are held. Null: never.
    PeopleChangedAt  datetime2(3)   null,
    -- What that change was, in words. Null: never.
    PeopleChange   nvarchar(300)    null,
    -- Its number in the office's finance system, which no other organisation has. Null: none entered.
    SupplierNumber nvarchar(30)     null,
    -- Grows by one with each change of the record.
    Version        int              not null
)
GO
create index IX_Organisation_SameAs on Organisation (SameAs) where SameAs is not null
GO
create unique index IX_Organisation_SupplierNumber on Organisation (SupplierNumber) where SupplierNumber is not null
GO

-- A person who may act for an organisation.
create table OrganisationMember (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationMember_OrganisationId references Organisation (Id),
    -- The person.
    PersonId        uniqueidentifier not null constraint FK_OrganisationMember_PersonId references Person (Id),
    -- 1 for the member who sends the organisation's applications. Where none is named, every member may.
    IsLead          bit              not null constraint DF_OrganisationMember_IsLead default 0,
    -- 1 when the member may accept grants for the organisation.
    MaySign         bit              not null constraint DF_OrganisationMember_MaySign default 0,
    -- When the person became a member (UTC).
    JoinedAt        datetime2(3)     not null,
    constraint PK_OrganisationMember primary key (OrganisationId, PersonId)
)
GO
create index IX_OrganisationMember_PersonId on OrganisationMember (PersonId)
GO

-- Somebody who was a member of an organisation and is not any more. They are not written to about it, even where it still names them as its
-- contact.
create table OrganisationLeaver (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationLeaver_OrganisationId references Organisation (Id),
    -- The person.
    PersonId        uniqueidentifier not null constraint FK_OrganisationLeaver_PersonId references Person (Id),
    -- When the person last left (UTC).
    LeftAt          datetime2(3)     not null,
    constraint PK_OrganisationLeaver primary key (OrganisationId, PersonId)
)
GO
create index IX_OrganisationLeaver_PersonId on OrganisationLeaver (PersonId)
GO

-- Somebody asked by e-mail to join an organisation. They become a member when they are signed in with that address and accept.
create table OrganisationInvitation (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationInvitation_OrganisationId references Organisation (Id),
    -- Address that was invited, in small letters.
    Email           nvarchar(320)    not null,
    -- Member who invited it.
    InvitedBy       uniqueidentifier not null,
    -- When it was invited (UTC).
    InvitedAt       datetime2(3)     not null,
    constraint PK_OrganisationInvitation primary key (OrganisationId, Email)
)
GO

-- What an organisation says about itself once, for all its applications.
create table OrganisationProfile (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint PK_OrganisationProfile primary key constraint FK_OrganisationProfile_OrganisationId references Organisation (Id),
    -- Person who last saved it.
    SavedBy         uniqueidentifier not null,
    -- When it was last saved (UTC).
    SavedAt         datetime2(3)     not null,
    -- Grows by one with each save; an application notes the version that was confirmed for it.
    Version         int              not null
)
GO

-- One answer of an organisation's profile.
create table OrganisationProfileAnswer (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationProfileAnswer_OrganisationId references Organisation (Id),
    -- The question, by its code in the portal's list, such as contact.
    Code            nvarchar(40)     not null,
    -- The answer as stored: text, or one value a line.
    Wording         $text$           not null,
    constraint PK_OrganisationProfileAnswer primary key (OrganisationId, Code)
)
GO

-- A bank account that an organisation gave for its payments. Each change is a new row. Name, sort code and number are encrypted; the last
-- four digits and a keyed hash are not.
create table BankDetails (
    -- Primary key.
    Id                uniqueidentifier not null constraint PK_BankDetails primary key,
    -- The organisation.
    OrganisationId    uniqueidentifier not null constraint FK_BankDetails_OrganisationId references Organisation (Id),
    -- Account name, sort code and account number, encrypted.
    EncryptedAccount  $text$           not null,
    -- Last four digits of the account number.
    LastFour          nvarchar(4)      not null,
    -- Keyed hash of sort code and account number, to find the same account again.
    AccountHash       nvarchar(64)     not null,
    -- How like the account's name is to the organisation's name when the details were given, from 0 to 100. Null: not compared.
    NameLikeness      int              null,
    -- Given (waits for finance), Confirmed (payments may go there), Refused or Replaced (newer details were confirmed).
    State             nvarchar(12)     not null,
    -- 1 when the organisation, in this record or in one that is the same organisation, had confirmed details already, so that a call-back is
    -- needed.
    IsChange          bit              not null,
    -- A bank statement or letter that shows the account. Null: none uploaded.
    ProofFileId       uniqueidentifier null constraint FK_BankDetails_ProofFileId references StoredFile (Id),
    -- What the modulus check said: CouldExist, CannotExist or NotCovered. Null: not checked, because there was no table.
    Modulus           nvarchar(12)     null,
    -- Version of the modulus table that was used. Null: none.
    ModulusVersion    nvarchar(50)     null,
    -- What the bank's Confirmation of Payee said: Match, CloseMatch, NoMatch or Unavailable. Null: not asked yet.
    Payee             nvarchar(12)     null,
    -- Name of the account holder as the bank gave it. Null: none given.
    PayeeName         nvarchar(100)    null,
    -- Why the account may still be the applicant's when the bank's answer was no match. Null: no note.
    PayeeNote         nvarchar(1000)   null,
    -- Person who recorded the bank's answer. Null: not yet.
    PayeeBy           uniqueidentifier null,
    -- When the bank's answer was recorded (UTC). Null: not yet.
    PayeeAt           datetime2(3)     null,
    -- Telephone number, known before the change, that was rung to confirm it. Null: no call yet.
    CallNumber        nvarchar(40)     null,
    -- Where that number came from: KnownBefore (an application sent earlier), Register or LookedUp (by the office). Null: no call yet.
    CallFrom          nvarchar(12)     null,
    -- Which register, or what was looked up. Null: the number was known before, or no call yet.
    CallSource        nvarchar(300)    null,
    -- Who was spoken to. Null: no call yet.
    CallPerson        nvarchar(120)    null,
    -- Their role in the organisation. Null: no call yet.
    CallRole          nvarchar(80)     null,
    -- What else they said. Null: nothing, or no call yet.
    CallNote          nvarchar(1000)   null,
    -- Person who rang. Null: no call yet.
    CalledBy          uniqueidentifier null,
    -- When the call was made (UTC). Null: no call yet.
    CalledAt          datetime2(3)     null,
    -- Member of the organisation who entered the details.
    GivenBy           uniqueidentifier not null,
    -- When it was given (UTC).
    GivenAt           datetime2(3)     not null,
    -- Finance officer who proposed to confirm details that need two people. Null: nobody has, or one person is enough.
    ProposedBy        uniqueidentifier null,
    -- When that was proposed (UTC). Null: as above.
    ProposedAt        datetime2(3)     null,
    -- Why the account is the organisation's all the same. Null: as above.
    ProposedNote      nvarchar(1000)   null,
    -- Finance officer who confirmed or refused them. Null: waits.
    DecidedBy         uniqueidentifier null,
    -- When it was decided (UTC). Null: waits.
    DecidedAt         datetime2(3)     null,
    -- Why they were refused, or a note. Null: none.
    DecidedNote       nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version           int              not null,
    -- Why a confirmed account must be checked again: what the bank could not pay into it. Null: nothing came back.
    RecheckWhy        nvarchar(1000)   null,
    -- When that became known (UTC). Null: as above.
    RecheckAt         datetime2(3)     null,
    -- Member of the organisation who said that the account is right all the same. Null: nobody has, or nothing came back.
    AffirmedBy        uniqueidentifier null,
    -- When they said so (UTC). Null: as above.
    AffirmedAt        datetime2(3)     null
)
GO
create index IX_BankDetails_OrganisationId_GivenAt on BankDetails (OrganisationId, GivenAt)
GO
-- The same account again, with any organisation and whatever became of it.
create index IX_BankDetails_AccountHash on BankDetails (AccountHash)
GO
create index IX_BankDetails_State_GivenAt on BankDetails (State, GivenAt)
GO
-- One set of details at a time waits, and one is in use.
create unique index IX_BankDetails_Given on BankDetails (OrganisationId) where State = 'Given'
GO
create unique index IX_BankDetails_Confirmed on BankDetails (OrganisationId) where State = 'Confirmed'
GO
create index IX_BankDetails_ProofFileId on BankDetails (ProofFileId) where ProofFileId is not null
GO

-- A version of Pay.UK's tables for the modulus check of sort codes and account numbers.
create table ModulusTable (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_ModulusTable primary key,
    -- Pay.UK's name of the version.
    VersionName    nvarchar(50)     not null,
    -- First day on which it is used.
    ValidFrom      date             not null,
    -- The weight table, as Pay.UK publishes it.
    Weights        $text$           not null,
    -- The table of sort code substitutions, as Pay.UK publishes it.
    Substitutions  $text$           not null,
    -- Number of lines of the weight table.
    Lines          int              not null,
    -- Person who loaded it.
    LoadedBy       uniqueidentifier not null,
    -- When it was loaded (UTC).
    LoadedAt       datetime2(3)     not null
)
GO
create unique index IX_ModulusTable_ValidFrom on ModulusTable (ValidFrom)
GO

-- A way to find an organisation, or a person in it, again: an index that is made anew when what it is made of changes.
create table MatchKey (
    -- What may be shared: CharityNumber, CompanyNumber, BankAccount, Address, Email, Telephone, Name or CommitteeMember.
    Kind            nvarchar(20)     not null,
    -- The value in the form in which values are compared, such as a telephone number without spaces.
    KeyText         nvarchar(120)    not null,
    -- The organisation that has it.
    OrganisationId  uniqueidentifier not null constraint FK_MatchKey_OrganisationId references Organisation (Id),
    -- The value as people wrote it.
    Shown           nvarchar(300)    not null,
    constraint PK_MatchKey primary key (Kind, KeyText, OrganisationId, Shown)
)
GO
create index IX_MatchKey_OrganisationId on MatchKey (OrganisationId)
GO

-- The state of an organisation from which its match keys were made; where the record has changed since, they are made anew.
create table MatchIndexed (
    -- The organisation.
    OrganisationId       uniqueidentifier not null constraint PK_MatchIndexed primary key constraint FK_MatchIndexed_OrganisationId references Organisation (Id),
    -- Version of the organisation then.
    OrganisationVersion  int              not null,
    -- Version of its profile then; 0 when it had none.
    ProfileVersion       int              not null
)
GO

-- Two records that somebody has compared: one organisation with two records, or two organisations. The lower id stands first.
create table OrganisationPair (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_OrganisationPair primary key,
    -- The organisation with the lower id.
    FirstId    uniqueidentifier not null constraint FK_OrganisationPair_FirstId references Organisation (Id),
    -- The organisation with the higher id.
    SecondId   uniqueidentifier not null constraint FK_OrganisationPair_SecondId references Organisation (Id),
    -- 1 when both records are one organisation.
    IsSame     bit              not null,
    -- Why the records are one organisation, or two.
    Reason     nvarchar(1000)   not null,
    -- Person who decided.
    DecidedBy  uniqueidentifier not null,
    -- When it was decided (UTC).
    DecidedAt  datetime2(3)     not null
)
GO
create unique index IX_OrganisationPair_FirstId_SecondId on OrganisationPair (FirstId, SecondId)
GO
create index IX_OrganisationPair_SecondId on OrganisationPair (SecondId)
GO

-- A warning on an organisation. It stops payments and raises the tier of checks until two people lift it or its last day has passed.
create table StopFlag (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_StopFlag primary key,
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_StopFlag_OrganisationId references Organisation (Id),
    -- Governance, Money, PoliceOrFraud (its texts are for the leads for concerns only) or Other.
    Kind            nvarchar(20)     not null constraint DF_StopFlag_Kind default 'Other',
    -- Why it was placed. Of a police or fraud matter: the neutral reason.
    Reason          nvarchar(1000)   not null,
    -- What everybody who is stopped by it reads.
    NeutralReason   nvarchar(200)    not null constraint DF_StopFlag_NeutralReason default 'Under review by the office',
    -- What was said about a police or fraud matter, encrypted. Null: another kind.
    EncryptedText   $text$           null,
    -- Last day on which it counts. Null: until it is lifted.
    Until           date             null,
    -- Person who placed it. All zeros: the portal.
    PlacedBy        uniqueidentifier not null,
    -- When it was placed (UTC).
    PlacedAt        datetime2(3)     not null,
    -- Lead for concerns who first read a police or fraud matter. Null: no one.
    ReadBy          uniqueidentifier null,
    -- Person who asks to lift it. Null: no one does.
    AskedBy         uniqueidentifier null,
    -- When they asked (UTC). Null: no one does.
    AskedAt         datetime2(3)     null,
    -- Why it should be lifted. Null: no one asks, or it is a police or fraud matter.
    AskReason       nvarchar(1000)   null,
    -- Second person, who lifted it. Null: not lifted.
    LiftedBy        uniqueidentifier null,
    -- When it was lifted (UTC). Null: not lifted.
    LiftedAt        datetime2(3)     null,
    -- What the second person says about it. Null: not lifted, or it is a police or fraud matter.
    LiftReason      nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version         int              not null constraint DF_StopFlag_Version default 1
)
GO
create index IX_StopFlag_OrganisationId on StopFlag (OrganisationId)
GO

-- What an officer was told about a person whose name is like one on the sanctions list. It is asked for nobody else.
create table PersonDetail (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_PersonDetail primary key,
    -- The organisation that names the person.
    OrganisationId  uniqueidentifier not null constraint FK_PersonDetail_OrganisationId references Organisation (Id),
    -- The name in the form in which names are compared.
    NameKey         nvarchar(200)    not null,
    -- Month, year and town of birth, and how the officer was told, encrypted.
    EncryptedText   $text$           not null,
    -- The same for each record of one person: same name, same month and year of birth.
    IdentityId      uniqueidentifier not null,
    -- Officer who wrote it.
    SavedBy         uniqueidentifier not null,
    -- When it was written (UTC).
    SavedAt         datetime2(3)     not null
)
GO
create unique index IX_PersonDetail_OrganisationId_NameKey on PersonDetail (OrganisationId, NameKey)
GO
create index IX_PersonDetail_NameKey on PersonDetail (NameKey)
GO

-- How a person's birth compares with that of a listed person.
create table SanctionCompared (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_SanctionCompared primary key,
    -- What the officer was told about the person.
    PersonDetailId  uniqueidentifier not null constraint FK_SanctionCompared_PersonDetailId references PersonDetail (Id),
    -- The list's own id of the listed person.
    GroupId         nvarchar(40)     not null,
    -- Dates of birth in the list's own words. Null: not given.
    Born            nvarchar(200)    null,
    -- SameMonth, SameYear (no month on the list), OtherMonth, OtherYear or NotGiven.
    Birth           nvarchar(20)     not null,
    -- 1 when the town is the same. Null: one of the two is not known.
    SameTown        bit              null
)
GO
create index IX_SanctionCompared_PersonDetailId on SanctionCompared (PersonDetailId)
GO

-- A name that an organisation had before, so that it is still found by it.
create table OrganisationEarlierName (
    -- The organisation.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationEarlierName_OrganisationId references Organisation (Id),
    -- The name.
    Name            nvarchar(200)    not null,
    -- When it was last changed to another (UTC).
    UntilAt         datetime2(3)     not null,
    constraint PK_OrganisationEarlierName primary key (OrganisationId, Name)
)
GO

-- Two records of one organisation of which a person said which stands. Both keep what they have; they are shown and counted as one.
create table OrganisationMerge (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_OrganisationMerge primary key,
    -- The record that stands.
    StandsId   uniqueidentifier not null constraint FK_OrganisationMerge_StandsId references Organisation (Id),
    -- The record that is shown with it.
    MergedId   uniqueidentifier not null constraint FK_OrganisationMerge_MergedId references Organisation (Id),
    -- 1 when the merge also said that the two are one organisation, which undoing it takes back. 0: that was said before.
    SaidSame   bit              not null,
    -- Why they are one organisation.
    Reason     nvarchar(1000)   not null,
    -- Person who merged them.
    MergedBy   uniqueidentifier not null,
    -- When they were merged (UTC).
    MergedAt   datetime2(3)     not null,
    -- Person who undid it. Null: it stands.
    UndoneBy   uniqueidentifier null,
    -- When it was undone (UTC). Null: it stands.
    UndoneAt   datetime2(3)     null,
    -- Why it was undone. Null: it stands.
    UndoneReason nvarchar(1000) null
)
GO
create index IX_OrganisationMerge_StandsId on OrganisationMerge (StandsId)
GO
create index IX_OrganisationMerge_MergedId on OrganisationMerge (MergedId)
GO
-- A record is shown with one other.
create unique index IX_OrganisationMerge_Stands on OrganisationMerge (MergedId) where UndoneAt is null
GO

-- A body that stands behind an organisation: the consortium it belongs to, the host that holds its money, or the body it is a branch of.
create table OrganisationLink (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_OrganisationLink primary key,
    -- The member, the hosted group or the branch.
    OrganisationId  uniqueidentifier not null constraint FK_OrganisationLink_OrganisationId references Organisation (Id),
    -- The leading body of the consortium, the host or the parent body.
    HostId          uniqueidentifier not null constraint FK_OrganisationLink_HostId references Organisation (Id),
    -- ConsortiumMember, FiscalHost or Branch.
    Kind            nvarchar(20)     not null,
    -- First day.
    Since           date             not null,
    -- Last day. Null: it goes on.
    Until           date             null,
    -- Why, or where it says so.
    Reason          nvarchar(1000)   not null,
    -- Person who recorded it.
    SetBy           uniqueidentifier not null,
    -- When it was recorded (UTC).
    SetAt           datetime2(3)     not null,
    -- Person who recorded its end. Null: it goes on.
    EndedBy         uniqueidentifier null,
    -- Why it ended. Null: it goes on.
    EndedReason     nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version         int              not null,
    constraint CK_OrganisationLink_Kind check (Kind in ('ConsortiumMember', 'FiscalHost', 'Branch'))
)
GO
create index IX_OrganisationLink_OrganisationId on OrganisationLink (OrganisationId)
GO
create index IX_OrganisationLink_HostId on OrganisationLink (HostId)
