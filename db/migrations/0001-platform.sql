-- One script for each room, in the order in which they refer to each other. From now on these scripts stay as they are, because a database
-- remembers a hash of each one it ran: a change of the schema is a new script with the next number, such as 0015-visits.sql. It may create
-- tables and indexes and add columns, and it says in a comment before each table and column what that holds.

-- Everything that anybody did, one row each, never changed. The rows form a chain of hashes, so that a later alteration shows.
create table AuditEntry (
    -- Place in the chain, counted from 1 without gaps.
    Sequence      bigint           not null constraint PK_AuditEntry primary key,
    -- When it was done (UTC).
    At            datetime2(3)     not null,
    -- Person who did it. All zeros: the portal itself, or a visitor who was not signed in.
    ActorId       uniqueidentifier not null,
    -- That person's name at the time.
    ActorName     nvarchar(200)    not null,
    -- What was done, as one word, such as ApplicationSubmitted.
    Action        nvarchar(50)     not null,
    -- Record that it was done to, such as an application, a round or a person.
    SubjectId     uniqueidentifier not null,
    -- What changed, in words. Null: the action says it all.
    Detail        $text$           null,
    -- Hash of the row before, in hexadecimal; 64 zeros in the first row.
    PreviousHash  nvarchar(64)     not null,
    -- SHA-256 of this row together with PreviousHash, in hexadecimal.
    Hash          nvarchar(64)     not null
)
GO
create index IX_AuditEntry_SubjectId_Sequence on AuditEntry (SubjectId, Sequence)
GO
create index IX_AuditEntry_ActorId_At on AuditEntry (ActorId, At)
GO

-- The end of the audit chain, a single row. Each change locks it first, so that the chain stays single and changes run one after another.
create table AuditHead (
    -- Always 1.
    Id        int          not null constraint PK_AuditHead primary key,
    -- Sequence of the newest audit entry; 0 before the first.
    Sequence  bigint       not null,
    -- Hash of the newest audit entry; 64 zeros before the first.
    Hash      nvarchar(64) not null,
    -- When the end of the trail was last signed (UTC). Null: never.
    CheckpointAt datetime2(3) null,
    -- Last day on which the auditors got the end of the trail by e-mail. Null: never.
    AnchoredOn date        null
)
GO
insert into AuditHead (Id, Sequence, Hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')
GO

-- The end of the audit trail as it was signed, at least each hour and at each decision, with a key that is not in the database. Whoever
-- rewrites the trail cannot sign it.
create table AuditCheckpoint (
    -- Newest audit entry at that moment.
    Sequence  bigint        not null constraint PK_AuditCheckpoint primary key,
    -- Hash of that entry, which covers all before it.
    Hash      nvarchar(64)  not null,
    -- When it was signed (UTC).
    At        datetime2(3)  not null,
    -- Key that signed it, by the start of its certificate's SHA-256.
    KeyName   nvarchar(32)  not null,
    -- Signature in base 64.
    Signature nvarchar(1000) not null
)
GO

-- An e-mail to be sent. It is written in the transaction that caused it, so a decision that is rolled back sends nothing.
create table OutboxEmail (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_OutboxEmail primary key,
    -- Record that the e-mail is about, such as an application or a person.
    SubjectId      uniqueidentifier not null,
    -- Stored file that is attached. Null: none, or erased.
    AttachmentId   uniqueidentifier null,
    -- File name of the attachment. Null: none, or the stored file's own name.
    AttachmentName nvarchar(260)    null,
    -- Kind of message or letter, as in the catalogue of messages.
    Kind           nvarchar(60)     not null constraint DF_OutboxEmail_Kind default 'Letter',
    -- E-mail address of the recipient.
    ToAddress      nvarchar(320)    not null,
    -- Subject line.
    Subject        nvarchar(300)    not null,
    -- The message as plain text.
    TextBody       $text$           not null,
    -- The message as HTML. Null: it goes as plain text only.
    HtmlBody       $text$           null,
    -- Waiting, Claimed (a node is sending it), Sent, Uncertain (the mail server may have accepted it) or Failed (nothing more is tried).
    State          nvarchar(20)     not null,
    -- Attempts at which this e-mail itself was put off or refused.
    Attempts       int              not null,
    -- Attempts in a row at which the mail server, or something of the portal's own, was unavailable.
    ServerTries    int              not null constraint DF_OutboxEmail_ServerTries default 0,
    -- Not to be sent before this time (UTC).
    NextAttemptAt  datetime2(3)     not null,
    -- Node that sends it, or sent it last. Null: no node yet.
    ClaimedBy      nvarchar(100)    null,
    -- When that node's lease ends, after which another node may send it (UTC). Null: no lease.
    ClaimedUntil   datetime2(3)     null,
    -- Grows by one with each lease, so that a node whose lease has passed to another cannot record a result.
    Token          bigint           not null constraint DF_OutboxEmail_Token default 0,
    -- Why the last attempt failed. Null: none failed, or it was sent since.
    LastError      $text$           null,
    -- When it was written (UTC).
    CreatedAt      datetime2(3)     not null,
    -- When it was last handed to the mail server (UTC). Null: not yet, or put off since.
    HandedOverAt   datetime2(3)     null,
    -- When the mail server accepted it (UTC). Null: not sent.
    SentAt         datetime2(3)     null,
    -- When somebody dealt with a refused message in another way (UTC). Null: not refused, or still a task.
    DealtWithAt    datetime2(3)     null,
    -- Who did. Null: nobody.
    DealtWithBy    uniqueidentifier null,
    -- How: OtherAddress (a copy went to another address), Posted or Rung. Null: not yet.
    DealtWithHow   nvarchar(20)     null,
    constraint CK_OutboxEmail_State check (State in ('Waiting', 'Claimed', 'Sent', 'Uncertain', 'Failed'))
)
GO
create index IX_OutboxEmail_State_NextAttemptAt on OutboxEmail (State, NextAttemptAt)
GO
create index IX_OutboxEmail_SubjectId on OutboxEmail (SubjectId)
GO
create index IX_OutboxEmail_AttachmentId on OutboxEmail (AttachmentId) where AttachmentId is not null
GO

-- A file that the portal keeps: an upload, a letter, a paper. Its bytes are in the file store under this id, not in the database.
create table StoredFile (
    -- Primary key, and the name of the file in the file store.
    Id           uniqueidentifier not null constraint PK_StoredFile primary key,
    -- File name as people see it, with its ending.
    Name         nvarchar(260)    not null,
    -- Media type, such as application/pdf.
    ContentType  nvarchar(100)    not null,
    -- Size in bytes.
    ByteLength   bigint           not null,
    -- SHA-256 of the bytes, in hexadecimal.
    Sha256       nvarchar(64)     not null,
    -- Person who uploaded it. All zeros: the portal made it.
    StoredBy     uniqueidentifier not null,
    -- When it was stored (UTC).
    StoredAt     datetime2(3)     not null,
    -- What the virus scanner said: NotNeeded (the portal made the file itself), Awaiting, Clean or Quarantined.
    ScanState    nvarchar(12)     not null constraint DF_StoredFile_ScanState default 'NotNeeded',
    -- When the scanner answered (UTC). Null: not scanned.
    ScannedAt    datetime2(3)     null,
    -- What the scanner calls the virus that it found. Null: none found.
    Signature    nvarchar(200)    null,
    constraint CK_StoredFile_ScanState check (ScanState in ('NotNeeded', 'Awaiting', 'Clean', 'Quarantined'))
)
GO
create index IX_StoredFile_Awaiting on StoredFile (StoredAt) where ScanState = 'Awaiting'
GO

-- A file whose row is erased and whose bytes go next. Written in the same transaction, so that a restart leaves none behind.
create table FileToErase (
    -- Id that the stored file had.
    FileId  uniqueidentifier not null constraint PK_FileToErase primary key
)
GO

-- A key with which the portal protects cookies and encrypts stored text. A secret.
create table DataProtectionKey (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_DataProtectionKey primary key,
    -- Name that the framework gave the key.
    FriendlyName  nvarchar(200)    not null,
    -- The key as the framework writes it, protected where a certificate is configured.
    Xml           $text$           not null,
    -- When it was made (UTC).
    CreatedAt     datetime2(3)     not null
)
GO

-- A small fact about the portal itself, such as the moved clock of a demonstration or the key of a hash.
create table Setting (
    -- Name of the fact.
    Name       nvarchar(100) not null constraint PK_Setting primary key,
    -- Its value as text.
    SetValue   $text$        not null,
    -- When it was last set (UTC).
    ChangedAt  datetime2(3)  not null
)
GO

-- A problem that the people who run the portal should deal with: one row for each kind, raised again and cleared in place.
create table Alert (
    -- Database, MailServer, EmailUncertain, VirusScanner, FileStorage, DiskSpace, ClockSkew, JobFailed, NodeLost, BackupFailed, Printing
    -- or Directory.
    Kind       nvarchar(40)  not null constraint PK_Alert primary key,
    -- What is wrong and what to do, in one sentence.
    Sentence   nvarchar(600) not null,
    -- When it was raised, or raised anew after it had been cleared (UTC).
    RaisedAt   datetime2(3)  not null,
    -- When it was last noticed (UTC).
    SeenAt     datetime2(3)  not null,
    -- How often it was noticed since RaisedAt.
    Times      bigint        not null,
    -- When it was over (UTC). Null: it is still open.
    ClearedAt  datetime2(3)  null
)
GO

-- One try to make a backup of the embedded database and its files.
create table BackupRun (
    -- Primary key.
    Id         uniqueidentifier not null constraint PK_BackupRun primary key,
    -- 1: the portal's own of the night; 0: somebody ran the verb backup.
    IsNightly  bit              not null,
    -- Running, Made, Partly (stored files were missing or damaged) or Failed.
    State      nvarchar(20)     not null,
    -- When it began (UTC).
    StartedAt  datetime2(3)     not null,
    -- When it ended (UTC). Null: it is running, or its process was killed.
    EndedAt    datetime2(3)     null,
    -- The folder or container in which it is kept.
    Place      nvarchar(400)    not null,
    -- Name of the file. Null: none was made.
    Name       nvarchar(100)    null,
    -- Its length in bytes. Null: none was made.
    Bytes      bigint           null,
    -- What failed, or which files are missing. Null: nothing.
    Sentence   nvarchar(600)    null,
    constraint CK_BackupRun_State check (State in ('Running', 'Made', 'Partly', 'Failed'))
)
GO
create index IX_BackupRun_StartedAt on BackupRun (StartedAt)
GO

-- A web node that runs, or that ended or was lost within the last day. Times are those of the node's own clock.
create table PortalNode (
    -- Primary key, new at each start.
    Id          uniqueidentifier not null constraint PK_PortalNode primary key,
    -- Name of the node, as pages show it.
    Name        nvarchar(100)    not null,
    -- When it started (UTC).
    StartedAt   datetime2(3)     not null,
    -- When it last reported that it runs (UTC).
    LastSeenAt  datetime2(3)     not null,
    -- How far its clock is ahead of the database's, in milliseconds; below zero is behind.
    ClockOffMs  bigint           not null,
    -- When it stopped (UTC). Null: it runs, or was lost.
    EndedAt     datetime2(3)     null,
    -- When the other nodes noticed that it no longer reports (UTC). Null: it reports, or ended.
    LostAt      datetime2(3)     null
)
GO

-- The one-use number of a form whose change was committed, so that the form sent again changes nothing.
create table UsedFormNumber (
    -- Number that the page gave the form when it was shown.
    Number  uniqueidentifier not null constraint PK_UsedFormNumber primary key,
    -- When the form counted (UTC). The row is removed by the first form that counts more than 30 days later.
    UsedAt  datetime2(3)     not null
)
GO
create index IX_UsedFormNumber_UsedAt on UsedFormNumber (UsedAt)
GO

-- A job that one node at a time does, such as sending e-mail.
create table JobLease (
    -- Name of the job.
    Name      nvarchar(60)  not null constraint PK_JobLease primary key,
    -- Node that does it now. Null: none.
    LeasedBy  nvarchar(100) null,
    -- When the lease ends unless that node renews it (UTC). Null: no lease.
    Until     datetime2(3)  null,
    -- Grows by one with each lease, so that a node whose lease has passed to another can tell.
    Token     bigint        not null
)
GO

-- A version of a setting that the office changes on a page, such as the kinds of organisation. No version: the portal's default holds.
create table OfficeSetting (
    -- Name of the setting.
    Name     nvarchar(60)     not null,
    -- Number of the version, counted from 1. The highest holds.
    Version  int              not null,
    -- The whole setting, as JSON.
    SetValue $text$           not null,
    -- What this version changed, in words.
    Changes  $text$           not null,
    -- Person who set it.
    SetBy    uniqueidentifier not null,
    -- When it was set (UTC).
    SetAt    datetime2(3)     not null,
    constraint PK_OfficeSetting primary key (Name, Version)
)
GO
