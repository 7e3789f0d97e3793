-- Somebody with an account: an applicant, a panel member or a member of staff.
create table Person (
    -- Primary key.
    Id                 uniqueidentifier not null constraint PK_Person primary key,
    -- E-mail address in small letters, which is also the name to sign in with.
    Email              nvarchar(320)    not null,
    -- 1 once the person has shown that the address is theirs.
    EmailConfirmed     bit              not null,
    -- Name as others see it.
    DisplayName        nvarchar(200)    not null,
    -- Salted hash of the password. Null: the person signs in without one, as applicants do.
    PasswordHash       $text$           null,
    -- Random text that changes with the password or the second factor and so ends older sign-ins.
    SecurityStamp      nvarchar(100)    not null,
    -- 1 when a code from an authenticator app is asked for.
    TwoFactorEnabled   bit              not null,
    -- Encrypted key of the authenticator app. Null: none is set up.
    AuthenticatorKey   $text$           null,
    -- Encrypted key of a new app until its first code is entered. Null: none is being set up.
    PendingKey         $text$           null,
    -- Time step of the last code that was accepted, so that no code counts twice. Null: none yet.
    LastCodeStep       bigint           null,
    -- Hash of the code with which the first app is set up (PBKDF2, salted with the person's id), in hexadecimal. An administrator hands it over. Null: none is open.
    SetUpCodeHash      nvarchar(64)     null,
    -- Until when that code works (UTC). Null: none is open.
    SetUpCodeEndsAt    datetime2(3)     null,
    -- The person's id in the office's own directory. Null: not linked to the directory.
    DirectorySubject   nvarchar(200)    null,
    -- 1 when this member of staff may use a password although staff sign in with the directory.
    BreakGlass         bit              not null constraint DF_Person_BreakGlass default 0,
    -- When the account was made (UTC).
    CreatedAt          datetime2(3)     not null,
    -- Grows by one with each change, so that two people who change the same row notice.
    Version            int              not null
)
GO
create unique index IX_Person_Email on Person (Email)
GO
create unique index IX_Person_DirectorySubject on Person (DirectorySubject) where DirectorySubject is not null
GO

-- A role that a person has.
create table PersonRole (
    -- The person.
    PersonId  uniqueidentifier not null constraint FK_PersonRole_PersonId references Person (Id),
    -- Applicant, PanelMember, CommissioningOfficer, FinanceOfficer, Approver, CspOfficer, Auditor, Administrator, ConcernLead,
    -- ChiefFinanceOfficer or LegalReviewer.
    Role      nvarchar(40)     not null,
    constraint PK_PersonRole primary key (PersonId, Role)
)
GO

-- A recovery code, for use once when the authenticator app is lost. It is deleted when it is used.
create table PersonRecoveryCode (
    -- The person.
    PersonId  uniqueidentifier not null constraint FK_PersonRecoveryCode_PersonId references Person (Id),
    -- Hash of the code (PBKDF2, salted with the person's id), in hexadecimal.
    CodeHash  nvarchar(64)     not null,
    constraint PK_PersonRecoveryCode primary key (PersonId, CodeHash)
)
GO

-- A passkey with which a person can sign in.
create table PersonPasskey (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_PersonPasskey primary key,
    -- The person.
    PersonId        uniqueidentifier not null constraint FK_PersonPasskey_PersonId references Person (Id),
    -- SHA-256 of the credential's id, in hexadecimal. Passkeys are found by it, because the ids tell capital letters apart and not every
    -- database does.
    CredentialHash  nvarchar(64)     not null,
    -- The credential's own id, in Base64.
    CredentialId    $text$           not null,
    -- Public key of the credential, in Base64.
    PublicKey       $text$           not null,
    -- What the person calls it, such as My phone.
    Name            nvarchar(100)    not null,
    -- The authenticator's own counter at its last use; 0 where it does not count.
    SignCount       bigint           not null,
    -- How the browser reaches it, separated by commas, such as internal,hybrid.
    Transports      nvarchar(200)    not null,
    -- 1 when the passkey may be copied to the person's other devices.
    BackupEligible  bit              not null,
    -- 1 when it is copied to them.
    BackedUp        bit              not null,
    -- When it was added (UTC).
    CreatedAt       datetime2(3)     not null,
    -- When it was last used (UTC). Null: never.
    LastUsedAt      datetime2(3)     null
)
GO
create unique index IX_PersonPasskey_CredentialHash on PersonPasskey (CredentialHash)
GO
create index IX_PersonPasskey_PersonId on PersonPasskey (PersonId)
GO

-- A link and six digits that were sent to an address, for signing in once. Removed a day after they expire.
create table SignInLink (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_SignInLink primary key,
    -- Address that they were sent to, in small letters. It need not belong to an account: the first use makes one.
    Email        nvarchar(320)    not null,
    -- SHA-256 of the secret in the link, in hexadecimal.
    TokenHash    nvarchar(64)     not null,
    -- SHA-256 of this row's id and the six digits, in hexadecimal.
    CodeHash     nvarchar(64)     not null,
    -- SHA-256 of the number in the cookie of the browser that asked, in hexadecimal: the digits work there only.
    DeviceHash   nvarchar(64)     not null,
    -- Keyed hash of the network that asked, in hexadecimal, to limit how many e-mails it may ask for.
    NetworkHash  nvarchar(64)     not null,
    -- Page where the person was going. Null: to the start.
    ReturnUrl    nvarchar(1000)   null,
    -- The answers to the eligibility check of the round that the person is about to apply in, encrypted, so that the device that opens the
    -- link need not ask again. Null: none were given.
    Eligibility  $text$           null,
    -- When they were sent (UTC).
    SentAt       datetime2(3)     not null,
    -- When they expire (UTC).
    ExpiresAt    datetime2(3)     not null,
    -- Wrong digits so far.
    Tries        int              not null,
    -- When they were used (UTC). Null: not yet.
    UsedAt       datetime2(3)     null
)
GO
create index IX_SignInLink_Email_SentAt on SignInLink (Email, SentAt)
GO
create index IX_SignInLink_NetworkHash_SentAt on SignInLink (NetworkHash, SentAt)
GO
create unique index IX_SignInLink_TokenHash on SignInLink (TokenHash)
GO
create index IX_SignInLink_ExpiresAt on SignInLink (ExpiresAt)
GO

-- Wrong passwords and codes for one account from one device that the person is known to use, or from one network.
create table SignInTry (
    -- The person whose account it is, or a number made from an address that belongs to no one.
    PersonId     uniqueidentifier not null,
    -- The device's hash, as in PersonSession, or a keyed hash of the network, in hexadecimal.
    Source       nvarchar(64)     not null,
    -- 1 for a device in which the person has signed in before.
    KnownDevice  bit              not null,
    -- Wrong passwords or codes in a row.
    Tries        int              not null,
    -- Until when this source is refused (UTC). Null: it is not.
    LockedUntil  datetime2(3)     null,
    -- When the last one was counted (UTC).
    LastAt       datetime2(3)     not null,
    constraint PK_SignInTry primary key (PersonId, Source)
)
GO

-- A browser in which a person is or was signed in. It holds no network address: the words of the device are enough to know it again, and
-- an address would be a record of where people are.
create table PersonSession (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_PersonSession primary key,
    -- The person.
    PersonId    uniqueidentifier not null constraint FK_PersonSession_PersonId references Person (Id),
    -- How the person signed in: EmailLink, Password, Code, RecoveryCode, Passkey, Directory, DirectoryAndCode or Demonstration.
    Method      nvarchar(40)     not null,
    -- The browser and system in words, such as Firefox on Windows.
    Device      nvarchar(100)    not null,
    -- SHA-256 of a number that the browser keeps in a cookie, in hexadecimal, so that it is known again.
    DeviceHash  nvarchar(64)     not null,
    -- When the person signed in (UTC).
    CreatedAt   datetime2(3)     not null,
    -- When the session was last used (UTC).
    SeenAt      datetime2(3)     not null,
    -- When it expires (UTC). Each use moves it later.
    EndsAt      datetime2(3)     not null,
    -- When it was ended before that (UTC). Null: it was not.
    EndedAt     datetime2(3)     null,
    -- SignedOut, EndedByPerson, EndedByAdministrator, PasswordChanged, SecondFactorChanged, RolesChanged, AccountChanged or Restored (the
    -- database came from a backup). Null: it was not ended early.
    EndedWhy    nvarchar(40)     null
)
GO
create index IX_PersonSession_PersonId_CreatedAt on PersonSession (PersonId, CreatedAt)
GO
create index IX_PersonSession_EndsAt on PersonSession (EndsAt)
GO

-- Somebody signed in or out, or tried to in vain.
create table SignInEvent (
    -- Primary key.
    Id           uniqueidentifier not null constraint PK_SignInEvent primary key,
    -- The person. Null: the address belongs to no one.
    PersonId     uniqueidentifier null constraint FK_SignInEvent_PersonId references Person (Id),
    -- Keyed hash of an address that belongs to no one, to count it and not to read it. Null: PersonId says who.
    AddressHash  nvarchar(64)     null,
    -- EmailLink, Password, Code, RecoveryCode, Passkey, Directory, DirectoryAndCode, Demonstration, WrongPassword, WrongCode, UnknownAddress,
    -- LockedOut, PasskeyRefused, DirectoryRefused, LocalRefused, SignedOut or SessionsEnded.
    Outcome      nvarchar(40)     not null,
    -- More about it, in words. Null: nothing more.
    Detail       nvarchar(200)    null,
    -- The browser and system in words.
    Device       nvarchar(100)    not null,
    -- When it happened (UTC).
    At           datetime2(3)     not null
)
GO
create index IX_SignInEvent_At on SignInEvent (At)
GO
create index IX_SignInEvent_PersonId_At on SignInEvent (PersonId, At)
GO

-- What a person typed and sent after being signed out: kept for a day, for that person to save once they are signed in again.
create table SavedForm (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_SavedForm primary key,
    -- The person.
    PersonId   uniqueidentifier not null constraint FK_SavedForm_PersonId references Person (Id),
    -- Address of the page that the form belongs to.
    Path       nvarchar(1000)   not null,
    -- The form's fields, encrypted.
    Encrypted  $text$           not null,
    -- When it was sent (UTC).
    SavedAt    datetime2(3)     not null
)
GO
create index IX_SavedForm_SavedAt on SavedForm (SavedAt)
