-- The words of a fund's letter of one kind. Each version stays; the newest approved one is used.
create table LetterTemplate (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_LetterTemplate primary key,
    -- The fund.
    FundId      uniqueidentifier not null constraint FK_LetterTemplate_FundId references Fund (Id),
    -- The kind of letter, as in Letter.Kind.
    Kind        nvarchar(20)     not null,
    -- Number of the version, from 1.
    Version     int              not null,
    -- Heading of the letter.
    Title       nvarchar(200)    not null,
    -- Text of the letter, with fields in braces that the portal fills in.
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
create unique index IX_LetterTemplate_FundId_Kind_Version on LetterTemplate (FundId, Kind, Version)
GO

-- A version of the terms of a fund's grants: the clauses of its grant agreement. Each version stays; the newest approved one is used.
create table GrantTerms (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_GrantTerms primary key,
    -- The fund.
    FundId        uniqueidentifier not null constraint FK_GrantTerms_FundId references Fund (Id),
    -- Number of the version, from 1.
    Version       int              not null,
    -- Person who wrote this version.
    WrittenBy     uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt     datetime2(3)     not null,
    -- Legal reviewer who approved it, and who did not write it. Null: not approved.
    ApprovedBy    uniqueidentifier null,
    -- When it was approved (UTC). Null: not approved.
    ApprovedAt    datetime2(3)     null,
    -- Name of the legal reviewer, as their account gave it then. Null: not approved.
    ReviewerName  nvarchar(200)    null,
    -- Role and firm of the legal reviewer. Null: not approved.
    ReviewerRole  nvarchar(200)    null,
    -- What the legal reviewer says about it. Null: nothing.
    ReviewNote    nvarchar(1000)   null
)
GO
create unique index IX_GrantTerms_FundId_Version on GrantTerms (FundId, Version)
GO

-- A clause of a version of the terms. Its number is its place.
create table GrantTermsClause (
    -- The version.
    TermsId    uniqueidentifier not null constraint FK_GrantTermsClause_TermsId references GrantTerms (Id),
    -- Place in the terms, from 1.
    Position   int              not null,
    -- Names the clause in every version, such as payment.
    ClauseKey  nvarchar(40)     not null,
    -- Heading of the clause.
    Heading    nvarchar(100)    not null,
    -- Its paragraphs, one a line.
    Wording    $text$           not null,
    -- 1 when only a legal reviewer may change its words, and nobody may delete it.
    IsLocked   bit              not null,
    constraint PK_GrantTermsClause primary key (TermsId, Position)
)
GO
create unique index IX_GrantTermsClause_TermsId_ClauseKey on GrantTermsClause (TermsId, ClauseKey)
GO

-- A grant from the decision to its close-out.
create table Award (
    -- Primary key.
    Id                    uniqueidentifier not null constraint PK_Award primary key,
    -- The round.
    RoundId               uniqueidentifier not null constraint FK_Award_RoundId references Round (Id),
    -- The application that it funds.
    ApplicationId         uniqueidentifier not null constraint FK_Award_ApplicationId references Application (Id),
    -- Its number in the round, from 1.
    Number                int              not null,
    -- Money awarded, in pence.
    Amount                bigint           not null,
    -- Of the amount, what went back to the round's pot, in pence.
    GivenBack             bigint           not null constraint DF_Award_GivenBack default 0,
    -- How the project reduces crime, which the law under which grants are made asks for.
    CrimeReductionReason  $text$           not null,
    -- Conditions of the award, one a line: those of the round and of the decision.
    Conditions            $text$           not null,
    -- Primary, Secondary or Tertiary, as its newest submitted return says. Null: not said.
    PreventionLevel       nvarchar(10)     null,
    -- First day of the project where a variation, or the office before the offer, changed it. Null: as in the application.
    StartsOn              date             null,
    -- Last day of the project where a variation, or the office before the offer, changed it. Null: as in the application.
    EndsOn                date             null,
    -- Why the offer goes out with project or return dates that pass before it can be accepted. Null: it has none, or it waits.
    DatesKeptReason       nvarchar(1000)   null,
    -- What the money is for where a variation changed it. Null: as in the application.
    Purpose               $text$           null,
    -- Contact for the award where a variation changed it. Null: as in the application.
    ContactName           nvarchar(200)    null,
    -- E-mail address of that contact. Null: as in the application.
    ContactEmail          nvarchar(254)    null,
    -- When the offer went out (UTC). Null: not yet.
    OfferedAt             datetime2(3)     null,
    -- Last day on which the offer can be accepted. Null: not offered yet.
    AcceptBy              date             null,
    -- Person who accepted it. Null: not accepted.
    AcceptedBy            uniqueidentifier null,
    -- When it was accepted (UTC). Null: not accepted.
    AcceptedAt            datetime2(3)     null,
    -- Name typed under the acceptance. Null: not accepted.
    AcceptedName          nvarchar(200)    null,
    -- That person's role in the organisation, such as Treasurer. Null: not accepted.
    AcceptedRole          nvarchar(100)    null,
    -- SHA-256 of the letter that was accepted, in hexadecimal. Null: not accepted.
    AcceptedSha256        nvarchar(64)     null,
    -- What the organisation said, when it accepted, that it is in law, as in Organisation.LegalForm. Null: not accepted.
    HolderForm            nvarchar(40)     null,
    -- Number under which it is registered, as it said then. Null: none, or not accepted.
    HolderNumber          nvarchar(20)     null,
    -- Who accepted, and is bound, for a group that is no legal body of its own. Null: the organisation itself is bound, or not accepted.
    HolderBound           nvarchar(200)    null,
    -- The certificate of the acceptance as it was made, as JSON. Null: not accepted, or erased.
    AcceptanceJson        $text$           null,
    -- SHA-256 of AcceptanceJson, in hexadecimal. Null: not accepted.
    AcceptanceSha256      nvarchar(64)     null,
    -- Number of the purchase order that finance raised for it. Null: none entered.
    PurchaseOrder         nvarchar(30)     null,
    -- Declined (by the applicant), OfferWithdrawn (by the office, after the offer lapsed), GivenUp (by the holder, after acceptance),
    -- Terminated (by the office) or Closed. Null: it goes on.
    EndedHow              nvarchar(20)     null,
    -- Person who ended it. Null: it goes on.
    EndedBy               uniqueidentifier null,
    -- When it ended (UTC). Null: it goes on.
    EndedAt               datetime2(3)     null,
    -- Why it ended. Null: it goes on, or no reason was given.
    EndedReason           nvarchar(1000)   null,
    -- When its payments were suspended (UTC). Null: they are not.
    SuspendedAt           datetime2(3)     null,
    -- Why they are suspended, as the holder was told. Null: they are not.
    SuspendedReason       nvarchar(2000)   null,
    -- When the project's own page was published (UTC). Null: it is not.
    PublishedAt           datetime2(3)     null,
    -- Grows by one with each change of the award.
    Version               int              not null,
    constraint CK_Award_GivenBack check (GivenBack >= 0 and GivenBack <= Amount),
    constraint CK_Award_EndedHow check (EndedHow in ('Declined', 'OfferWithdrawn', 'GivenUp', 'Terminated', 'Closed')),
    constraint CK_Award_PreventionLevel check (PreventionLevel in ('Primary', 'Secondary', 'Tertiary'))
)
GO
create index IX_Award_AcceptedAt on Award (AcceptedAt) where AcceptedAt is not null
GO
create index IX_Award_PublishedAt on Award (PublishedAt) where PublishedAt is not null
GO
create unique index IX_Award_ApplicationId on Award (ApplicationId)
GO
create unique index IX_Award_RoundId_Number on Award (RoundId, Number)
GO

-- Letters that are made and sent together: one batch for a decision, and one for the other letters of a day, which has no round and no
-- decision. Each letter is made, then released with its e-mail in one transaction, so that a restart neither loses nor repeats one.
create table LetterBatch (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_LetterBatch primary key,
    -- The round. Null: the other letters of a day.
    RoundId       uniqueidentifier null constraint FK_LetterBatch_RoundId references Round (Id),
    -- The decision. Null: the other letters of a day.
    DecisionId    uniqueidentifier null constraint FK_LetterBatch_DecisionId references Decision (Id),
    -- Number of letters.
    Letters       int              not null,
    -- Node that makes them. Null: none.
    ClaimedBy     nvarchar(100)    null,
    -- When that node's lease ends (UTC). Null: no lease.
    ClaimedUntil  datetime2(3)     null,
    -- Grows by one with each lease, so that a node whose lease has passed to another cannot go on.
    Token         bigint           not null constraint DF_LetterBatch_Token default 0,
    -- Person who started the batch. All zeros: the portal.
    StartedBy     uniqueidentifier not null,
    -- When it was started (UTC).
    StartedAt     datetime2(3)     not null,
    -- The words approved by this time count (UTC): when the batch was started or made again. Null: the newest ones.
    WordsAt       datetime2(3)     null,
    -- Person who asked to send it while its letters had an earlier day's date. Null: nobody, or it was sent.
    SendAskedBy   uniqueidentifier null,
    -- Why it was not sent after that. Null: nothing stopped it.
    SendNote      nvarchar(1000)   null,
    -- Person who released it. Null: not released.
    ReleasedBy    uniqueidentifier null,
    -- When it was released (UTC). Null: not released.
    ReleasedAt    datetime2(3)     null
)
GO
create unique index IX_LetterBatch_DecisionId on LetterBatch (DecisionId) where DecisionId is not null
GO
create index IX_LetterBatch_ReleasedAt_StartedAt on LetterBatch (ReleasedAt, StartedAt)
GO
create index IX_LetterBatch_RoundId on LetterBatch (RoundId)
GO

-- A letter to an applicant or a grant holder.
create table Letter (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_Letter primary key,
    -- The batch that it is made with.
    BatchId        uniqueidentifier not null constraint FK_Letter_BatchId references LetterBatch (Id),
    -- The application, whose organisation it goes to.
    ApplicationId  uniqueidentifier not null constraint FK_Letter_ApplicationId references Application (Id),
    -- What it is about: the decision, the variation, the return or the close-out. One letter a subject.
    SubjectId      uniqueidentifier not null,
    -- Award, PartAward (less than was asked for), Reserve (passed, on the reserve list), Deferred (not decided yet), Decline, Review (of a
    -- decision), Variation, Reminder (an overdue return), Underspend (money to be paid back), Recovery (money to be paid back after a breach),
    -- BreachNotice, Suspension or Resumption (of payments), Termination, GivenUp or Contact.
    Kind           nvarchar(20)     not null,
    -- Waiting, Made or Sent.
    State          nvarchar(20)     not null,
    -- 1 for the decision letter that counts for the applicant now; an earlier one stays on file.
    Stands         bit              not null constraint DF_Letter_Stands default 0,
    -- Version of the fund's words that was used. Null: not made yet, or the portal's default words.
    TemplateId     uniqueidentifier null,
    -- Version of the fund's terms in the agreement of an offer. Null: not made yet, not an offer, or the portal's example.
    TermsId        uniqueidentifier null constraint FK_Letter_TermsId references GrantTerms (Id),
    -- The letter's contents, as JSON. Null: not made yet.
    DocumentJson   $text$           null,
    -- SHA-256 of DocumentJson, in hexadecimal. Null: not made yet.
    Sha256         nvarchar(64)     null,
    -- A paragraph of this letter alone. Null: none.
    Personal       nvarchar(2000)   null,
    -- Person who wrote it, or the correction. Null: none.
    PersonalBy     uniqueidentifier null,
    -- Second person who approved the words that this letter alone has. Null: it has none, or nobody has.
    WordsApprovedBy uniqueidentifier null,
    -- When they were approved (UTC).
    WordsApprovedAt datetime2(3)    null,
    -- The sent letter that this one corrects. Null: none.
    CorrectsId     uniqueidentifier null constraint FK_Letter_CorrectsId references Letter (Id),
    -- What was wrong with that letter, as this one says. Null: it corrects none.
    Correction     nvarchar(2000)   null,
    -- The whole text of a correction, in place of the words and facts of its kind. Null: those.
    OwnWords       $text$           null,
    -- 1 when this letter withdraws the one that it corrects, and says nothing else.
    Withdraws      bit              not null constraint DF_Letter_Withdraws default 0,
    -- The letter as a PDF. Null: not made yet, or erased.
    PdfFileId      uniqueidentifier null constraint FK_Letter_PdfFileId references StoredFile (Id),
    -- When it was made (UTC). Null: not yet.
    MadeAt         datetime2(3)     null,
    -- When it was released (UTC). Null: not yet.
    SentAt         datetime2(3)     null,
    constraint CK_Letter_Kind check (Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline', 'Review', 'Variation', 'Reminder', 'Underspend', 'Recovery', 'BreachNotice', 'Suspension', 'Resumption', 'Termination', 'GivenUp', 'Contact')),
    constraint CK_Letter_State check (State in ('Waiting', 'Made', 'Sent'))
)
GO
create unique index IX_Letter_ApplicationId_SubjectId on Letter (ApplicationId, SubjectId) where CorrectsId is null
GO
create unique index IX_Letter_CorrectsId on Letter (CorrectsId) where CorrectsId is not null
GO
create index IX_Letter_BatchId_State on Letter (BatchId, State)
GO
create index IX_Letter_TermsId on Letter (TermsId) where TermsId is not null
GO
create index IX_Letter_PdfFileId on Letter (PdfFileId) where PdfFileId is not null
GO

-- What must be met before money of an award goes out: evidence asked for on offer or before payment, and what an officer adds.
create table AwardCondition (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_AwardCondition primary key,
    -- The award.
    AwardId         uniqueidentifier not null constraint FK_AwardCondition_AwardId references Award (Id),
    -- The document of the round that it asks for. Null: an officer added it.
    DocumentKindId  uniqueidentifier null constraint FK_AwardCondition_DocumentKindId references DocumentKind (Id),
    -- The check that passed with this condition. Null: it comes from no check.
    CheckId         uniqueidentifier null constraint FK_AwardCondition_CheckId references DueDiligenceCheck (Id),
    -- Place in the list, from 1.
    Position        int              not null,
    -- What is asked for.
    Name            nvarchar(200)    not null,
    -- Help with it. Null: none.
    Hint            nvarchar(1000)   null,
    -- OnOffer (before the offer is accepted) or BeforePayment.
    Stage           nvarchar(20)     not null,
    -- Wanted, Given (waits for an officer), Accepted or NotNeeded.
    State           nvarchar(20)     not null,
    -- The file that meets it. Null: none, or erased.
    FileId          uniqueidentifier null constraint FK_AwardCondition_FileId references StoredFile (Id),
    -- What the officer says about it. Null: nothing.
    Note            nvarchar(1000)   null,
    -- Person who gave the file. Null: not given.
    GivenBy         uniqueidentifier null,
    -- When it was given (UTC). Null: not given.
    GivenAt         datetime2(3)     null,
    -- Officer who accepted it, returned it or found it not needed. Null: no one.
    DecidedBy       uniqueidentifier null,
    -- When it was decided (UTC). Null: not yet.
    DecidedAt       datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version         int              not null,
    constraint CK_AwardCondition_Stage check (Stage in ('OnOffer', 'BeforePayment')),
    constraint CK_AwardCondition_State check (State in ('Wanted', 'Given', 'Accepted', 'NotNeeded'))
)
GO
create unique index IX_AwardCondition_AwardId_Position on AwardCondition (AwardId, Position)
GO
create index IX_AwardCondition_FileId on AwardCondition (FileId) where FileId is not null
GO
create index IX_AwardCondition_DocumentKindId on AwardCondition (DocumentKindId)
GO
create index IX_AwardCondition_CheckId on AwardCondition (CheckId)
GO

-- A question that a grant holder asks the office about an award, with the answer.
create table AwardQuestion (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_AwardQuestion primary key,
    -- The award.
    AwardId     uniqueidentifier not null constraint FK_AwardQuestion_AwardId references Award (Id),
    -- The question.
    Question    nvarchar(2000)   not null,
    -- Person who asked.
    AskedBy     uniqueidentifier not null,
    -- When it was asked (UTC).
    AskedAt     datetime2(3)     not null,
    -- The answer. Null: waits.
    Answer      nvarchar(2000)   null,
    -- Officer who answered. Null: waits.
    AnsweredBy  uniqueidentifier null,
    -- When it was answered (UTC). Null: waits.
    AnsweredAt  datetime2(3)     null
)
GO
create index IX_AwardQuestion_AwardId_AskedAt on AwardQuestion (AwardId, AskedAt)
GO
create index IX_AwardQuestion_Open on AwardQuestion (AskedAt) where AnsweredAt is null
GO

-- A change of an award: what is asked for, what was there before it, and who approved it.
create table Variation (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_Variation primary key,
    -- The award.
    AwardId        uniqueidentifier not null constraint FK_Variation_AwardId references Award (Id),
    -- Purpose, Budget, Dates, Contact, Bank, Amount, GiveUp, BreachNotice, Suspension, Resumption, Termination or Recovery.
    Kind           nvarchar(20)     not null,
    -- Asked, Approved, Refused or Withdrawn.
    State          nvarchar(20)     not null,
    -- Why it is asked for.
    Reason         nvarchar(2000)   not null,
    -- What the award should say, as JSON.
    Wanted         $text$           not null,
    -- What it said before, as JSON. Null: not decided.
    Earlier        $text$           null,
    -- 1 when the office asked, 0 when the holder did.
    AskedByOffice  bit              not null,
    -- Person who asked.
    AskedBy        uniqueidentifier not null,
    -- When it was asked (UTC).
    AskedAt        datetime2(3)     not null,
    -- Person who approved, refused or withdrew it. Null: waits.
    DecidedBy      uniqueidentifier null,
    -- When it was decided (UTC). Null: waits.
    DecidedAt      datetime2(3)     null,
    -- Why, for the file; the holder reads it where its own request was refused. Null: nothing.
    DecidedNote    nvarchar(2000)   null,
    -- A paragraph that they add to the letter. Null: none.
    LetterNote     nvarchar(2000)   null,
    -- Of a recovery: the number of its invoice. Null: none.
    InvoiceNumber  nvarchar(20)     null,
    -- Of a notice of breach: the day by which to put it right. Null: another kind.
    RemedyBy       date             null,
    -- Of a recovery: the last day for the holder's answer. Null: another kind.
    AnswerBy       date             null,
    -- When the holder answered (UTC). Null: not answered.
    AnsweredAt     datetime2(3)     null,
    -- Person who answered for the holder. Null: nobody.
    AnsweredBy     uniqueidentifier null,
    -- 1 when the holder accepts that it must pay back, 0 when it does not agree. Null: not answered.
    AnswerAccepts  bit              null,
    -- What the holder says about it. Null: nothing.
    Answer         nvarchar(2000)   null,
    -- When the office recorded that the breach was put right (UTC). Null: not recorded.
    PutRightAt     datetime2(3)     null,
    -- Person who recorded it. Null: nobody.
    PutRightBy     uniqueidentifier null,
    -- What was done, for the file. Null: nothing.
    PutRightNote   nvarchar(1000)   null,
    -- Grows by one with each change of the row.
    Version        int              not null,
    constraint CK_Variation_Kind check (Kind in ('Purpose', 'Budget', 'Dates', 'Contact', 'Bank', 'Amount', 'GiveUp', 'BreachNotice', 'Suspension', 'Resumption', 'Termination', 'Recovery')),
    constraint CK_Variation_State check (State in ('Asked', 'Approved', 'Refused', 'Withdrawn'))
)
GO
create index IX_Variation_AwardId_AskedAt on Variation (AwardId, AskedAt)
GO
create index IX_Variation_Open on Variation (AskedAt) where DecidedAt is null
GO
-- The change of the grant whose decision is reviewed. Null: the decision on the application.
alter table DecisionReview add VariationId uniqueidentifier null constraint FK_DecisionReview_VariationId references Variation (Id)
GO
create index IX_DecisionReview_VariationId on DecisionReview (VariationId) where VariationId is not null
GO
create unique index IX_Variation_InvoiceNumber on Variation (InvoiceNumber) where InvoiceNumber is not null
GO
create index IX_Variation_RemedyBy on Variation (RemedyBy) where RemedyBy is not null and PutRightAt is null
GO

-- A reminder of an offer that is not accepted yet, written together with its e-mails, so that each is sent once.
create table OfferReminder (
    -- The award.
    AwardId    uniqueidentifier not null constraint FK_OfferReminder_AwardId references Award (Id),
    -- Last day of acceptance that it is about; a later one is reminded of anew.
    AcceptBy   date             not null,
    -- Days from AcceptBy on which it is due; below zero is before it.
    DaysAfter  int              not null,
    -- When it was sent (UTC).
    SentAt     datetime2(3)     not null,
    constraint PK_OfferReminder primary key (AwardId, AcceptBy, DaysAfter)
)
GO

-- The figures of an award as they are now, kept in the transactions that change them.
create table AwardFigure (
    -- The award.
    AwardId          uniqueidentifier not null constraint PK_AwardFigure primary key constraint FK_AwardFigure_AwardId references Award (Id),
    -- The round.
    RoundId          uniqueidentifier not null,
    -- Priority of the application, or Not said.
    Priority         nvarchar(200)    not null,
    -- Area of the organisation.
    Area             nvarchar(200)    not null,
    -- Zones of the application, or None.
    Zone             nvarchar(200)    not null,
    -- Primary, Secondary, Tertiary or Not said.
    PreventionLevel  nvarchar(200)    not null,
    -- Kind of organisation.
    Kind             nvarchar(200)    not null,
    -- 1; 0 once it was declined or its offer withdrawn.
    Awards           bigint           not null,
    -- Money awarded less what went back to the pot, in pence.
    Offered          bigint           not null,
    -- 1 once it was accepted.
    Acceptances      bigint           not null,
    -- Offered, once it was accepted, in pence; 0 before.
    Accepted         bigint           not null,
    -- Money paid less what was paid back, in pence.
    Paid             bigint           not null,
    -- Spending so far in all by the last accepted return, in pence.
    Reported         bigint           not null,
    -- Money not drawn or to be paid back at close-out, in pence.
    Unspent          bigint           not null,
    -- What went back to the pot, in pence.
    GivenBack        bigint           not null,
    -- 1 once it is closed.
    Closed           bigint           not null,
    -- Outcomes promised, once it was accepted; 0 before.
    Promised         bigint           not null,
    -- Of them, those that were met by the final return.
    Met              bigint           not null,
    -- Of them, those that were partly met.
    PartlyMet        bigint           not null,
    -- Of them, those that were not met.
    NotMet           bigint           not null,
    -- Different people so far in all, by the last accepted return.
    PeopleNew        bigint           not null,
    -- Of them, people who came more than once.
    PeopleRepeat     bigint           not null,
    -- Returns that were submitted and are not reviewed yet.
    NotChecked       bigint           not null,
    -- Spending so far in all by the last of them, in pence; it is not part of Reported.
    NotCheckedSpent  bigint           not null,
    -- Of Unspent, what was never paid, in pence.
    NotDrawn         bigint           not null,
    -- Of Unspent, what was paid back, in pence.
    CameBack         bigint           not null,
    -- Of Unspent, what may be used again, in pence.
    UsedAgain        bigint           not null,
    -- Of Unspent, what the office recovers by its own decision, in pence; it is not unspent.
    Recovered        bigint           not null,
    -- 1 once a return is accepted.
    Checked          bigint           not null
)
GO

-- Sums of the award figures of a round by one kind of share, kept in the transactions that change them.
create table AwardTally (
    -- The round.
    RoundId       uniqueidentifier not null constraint FK_AwardTally_RoundId references Round (Id),
    -- What the sum is by: All, Priority, Area, Zone, PreventionLevel or Kind.
    Dimension     nvarchar(20)     not null,
    -- Which priority, area, zone, level or kind; All for All.
    Name          nvarchar(200)    not null,
    -- Number of awards, without those declined or withdrawn.
    Awards        bigint           not null,
    -- Money awarded less what went back to the pot, in pence.
    Offered       bigint           not null,
    -- Number of awards accepted.
    Acceptances   bigint           not null,
    -- Money of the accepted awards, in pence.
    Accepted      bigint           not null,
    -- Money paid less what was paid back, in pence.
    Paid          bigint           not null,
    -- Spending so far in all by the last accepted return, in pence.
    Reported      bigint           not null,
    -- Money not drawn or to be paid back at close-out, in pence.
    Unspent       bigint           not null,
    -- What went back to the pot, in pence.
    GivenBack     bigint           not null,
    -- Number of awards closed.
    Closed        bigint           not null,
    -- Outcomes promised by accepted awards.
    Promised      bigint           not null,
    -- Of them, those that were met.
    Met           bigint           not null,
    -- Of them, those that were partly met.
    PartlyMet     bigint           not null,
    -- Of them, those that were not met.
    NotMet        bigint           not null,
    -- People reached for the first time.
    PeopleNew     bigint           not null,
    -- People reached again.
    PeopleRepeat  bigint           not null,
    -- Returns that were submitted and are not reviewed yet.
    NotChecked      bigint           not null,
    -- Spending so far in all by the last of them, in pence; it is not part of Reported.
    NotCheckedSpent bigint           not null,
    -- Of Unspent, what was never paid, in pence.
    NotDrawn        bigint           not null,
    -- Of Unspent, what was paid back, in pence.
    CameBack        bigint           not null,
    -- Of Unspent, what may be used again, in pence.
    UsedAgain       bigint           not null,
    -- Of Unspent, what the office recovers by its own decision, in pence; it is not unspent.
    Recovered       bigint           not null,
    -- Number of awards with an accepted return.
    Checked         bigint           not null,
    constraint PK_AwardTally primary key (RoundId, Dimension, Name)
)
GO

-- A personal paragraph of a letter that was thrown away before it was sent, for the next letter of its kind.
create table KeptParagraph (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint FK_KeptParagraph_ApplicationId references Application (Id),
    -- Kind of the letter.
    Kind           nvarchar(20)     not null,
    -- The paragraph.
    Wording        nvarchar(2000)   not null,
    -- Person who wrote it.
    WrittenBy      uniqueidentifier not null,
    constraint PK_KeptParagraph primary key (ApplicationId, Kind)
)
GO

-- What the panel says to an applicant as a whole, beside or in place of its reasons for each criterion.
create table LetterReason (
    -- The application.
    ApplicationId  uniqueidentifier not null constraint PK_LetterReason primary key constraint FK_LetterReason_ApplicationId references Application (Id),
    -- What the panel says. Null: nothing as a whole.
    Wording        nvarchar(2000)   null,
    -- What was strong. Null: nothing of its own.
    Strengths      nvarchar(2000)   null,
    -- Person who wrote it.
    WrittenBy      uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt      datetime2(3)     not null
)
