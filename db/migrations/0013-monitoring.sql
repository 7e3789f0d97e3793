-- A monitoring return of an award: what was done with the money in a time, as its holder reports it.
create table MonitoringReturn (
    -- Primary key.
    Id                uniqueidentifier not null constraint PK_MonitoringReturn primary key,
    -- The award.
    AwardId           uniqueidentifier not null constraint FK_MonitoringReturn_AwardId references Award (Id),
    -- Interim, Final, or Reuse (about money that the office let its holder use again).
    Kind              nvarchar(10)     not null constraint DF_MonitoringReturn_Kind default 'Final',
    -- First day that it reports on. Null: the whole project.
    PeriodFrom        date             null,
    -- Last day that it reports on. Null: the whole project.
    PeriodTo          date             null,
    -- Day by which it is due. A query does not change it.
    DueOn             date             not null,
    -- Day by which it was due before an officer moved it. Null: no officer did.
    FirstDueOn        date             null,
    -- Day by which what an officer asked about is to be put right. Null: nothing is asked.
    PutRightBy        date             null,
    -- 1 when an officer set the date by hand, so that the schedule leaves it alone.
    Irregular         bit              not null constraint DF_MonitoringReturn_Irregular default 0,
    -- Due, Prepared (waits for a second member of the organisation to certify it), Submitted or Accepted.
    Status            nvarchar(20)     not null,
    -- Money spent so far in all, in pence: the sum of its lines, or as typed where lines are not asked. Null: not said.
    Spent             bigint           null,
    -- What its holder expects to have spent when the project ends, in pence. Null: not asked, or not said.
    Forecast          bigint           null,
    -- What was done. Null: not written yet.
    Delivered         $text$           null,
    -- What was learned. Null: not written yet.
    Learned           $text$           null,
    -- Different people reached so far in all. Null: not said.
    PeopleNew         int              null,
    -- Of them, people who came more than once. Null: not said.
    PeopleRepeat      int              null,
    -- Primary, Secondary or Tertiary, as the holder sees the project. Null: not said.
    PreventionLevel   nvarchar(10)     null,
    -- Outcomes of the strategy that it served, one a line. Null: none said.
    StrategyOutcomes  $text$           null,
    -- A story of somebody whom the project reached. Null: none.
    Story             $text$           null,
    -- Something that was said about the project. Null: none.
    QuoteText         nvarchar(1000)   null,
    -- The officer's view of it: Green, Amber or Red. Null: not said.
    Rating            nvarchar(10)     null,
    -- What it asks (JSON), kept from its first save on, so that a form or a grant that changes later takes nothing away. Null: not begun.
    Form              $text$           null,
    -- Questions about its figures that its holder said are right, one a line. Null: none.
    Confirmed         $text$           null,
    -- Telephone, PhotoDiary or Paper, where an officer typed it in for its holder. Null: its holder fills it in.
    EnteredHow        nvarchar(20)     null,
    -- With whom the officer spoke, or who sent it. Null: its holder fills it in.
    EnteredWith       nvarchar(200)    null,
    -- Day of the call, or on which it came. Null: its holder fills it in.
    EnteredOn         date             null,
    -- Officer who types it in. Null: its holder fills it in.
    EnteredBy         uniqueidentifier null,
    -- Person who prepared it for certifying. Null: not prepared.
    PreparedBy        uniqueidentifier null,
    -- When it was prepared (UTC). Null: not prepared.
    PreparedAt        datetime2(3)     null,
    -- When it was submitted for the first time (UTC). Null: not submitted.
    FirstSentAt       datetime2(3)     null,
    -- Person who submitted it. Null: not submitted.
    SubmittedBy       uniqueidentifier null,
    -- When it was submitted (UTC). Null: not submitted.
    SubmittedAt       datetime2(3)     null,
    -- Officer who accepted or returned it. Null: no one yet.
    ReviewedBy        uniqueidentifier null,
    -- When it was reviewed (UTC). Null: not yet.
    ReviewedAt        datetime2(3)     null,
    -- What the officer says to it. Null: nothing.
    ReviewNote        nvarchar(2000)   null,
    -- What the officer who accepted it says to its flags. Null: it had none, or is not accepted.
    FlagNote          nvarchar(1000)   null,
    -- 1 on the last accepted return of its award, in the order of periods: every figure of the award reads this one alone.
    IsLatest          bit              not null constraint DF_MonitoringReturn_IsLatest default 0,
    -- Grows by one with each change of the return.
    Version           int              not null,
    constraint CK_MonitoringReturn_Status check (Status in ('Due', 'Prepared', 'Submitted', 'Accepted')),
    constraint CK_MonitoringReturn_Kind check (Kind in ('Interim', 'Final', 'Reuse')),
    constraint CK_MonitoringReturn_Rating check (Rating in ('Green', 'Amber', 'Red'))
)
GO
create index IX_MonitoringReturn_AwardId on MonitoringReturn (AwardId)
GO
create index IX_MonitoringReturn_Status_DueOn on MonitoringReturn (Status, DueOn)
GO
create unique index IX_MonitoringReturn_Latest on MonitoringReturn (AwardId) where IsLatest = 1
GO

-- What a return said each time it was submitted.
create table ReturnVersion (
    -- The return.
    ReturnId  uniqueidentifier not null constraint FK_ReturnVersion_ReturnId references MonitoringReturn (Id),
    -- 1 for the first time.
    Number    int              not null,
    -- When it was submitted (UTC).
    SentAt    datetime2(3)     not null,
    -- Person who submitted it.
    SentBy    uniqueidentifier not null,
    -- The return as it was then (JSON).
    Content   $text$           not null,
    constraint PK_ReturnVersion primary key (ReturnId, Number)
)
GO

-- Something about a return that its reviewer should look at, as it was submitted last.
create table ReturnFlag (
    -- The return.
    ReturnId   uniqueidentifier not null constraint FK_ReturnFlag_ReturnId references MonitoringReturn (Id),
    -- Place among its flags, from 1.
    Position   int              not null,
    -- The figure that it is about, such as spent or line.0.
    Name       nvarchar(40)     not null,
    -- What is odd about it.
    Sentence   nvarchar(1000)   not null,
    -- 1 when its holder was asked and said that it is right, 0 when it was asked. Null: only the office sees it.
    Confirmed  bit              null,
    constraint PK_ReturnFlag primary key (ReturnId, Position)
)
GO

-- What a return says was spent on one budget line.
create table MonitoringSpend (
    -- The return.
    ReturnId      uniqueidentifier not null constraint FK_MonitoringSpend_ReturnId references MonitoringReturn (Id),
    -- The budget line.
    BudgetLineId  uniqueidentifier not null constraint FK_MonitoringSpend_BudgetLineId references BudgetLine (Id),
    -- Money spent on it so far in all, in pence.
    Spent         bigint           not null,
    -- Why it differs from the budget. Null: not said.
    Explanation   nvarchar(1000)   null,
    constraint PK_MonitoringSpend primary key (ReturnId, BudgetLineId)
)
GO
create index IX_MonitoringSpend_BudgetLineId on MonitoringSpend (BudgetLineId)
GO

-- What a return says about one promised outcome.
create table MonitoringOutcome (
    -- The return.
    ReturnId          uniqueidentifier not null constraint FK_MonitoringOutcome_ReturnId references MonitoringReturn (Id),
    -- The promised outcome and its measure.
    OutcomeMeasureId  uniqueidentifier not null constraint FK_MonitoringOutcome_OutcomeMeasureId references OutcomeMeasure (Id),
    -- What was achieved, in the holder's words.
    Achieved          nvarchar(500)    not null,
    -- The measure before the project. Null: not said.
    BeforeFigure      nvarchar(100)    null,
    -- The measure now. Null: not said.
    AfterFigure       nvarchar(100)    null,
    -- The holder's own judgement: Met, Partly or NotMet. Null: not said.
    Verdict           nvarchar(10)     null,
    constraint PK_MonitoringOutcome primary key (ReturnId, OutcomeMeasureId),
    constraint CK_MonitoringOutcome_Verdict check (Verdict in ('Met', 'Partly', 'NotMet'))
)
GO
create index IX_MonitoringOutcome_OutcomeMeasureId on MonitoringOutcome (OutcomeMeasureId)
GO

-- People reached, by one answer to one question about them, such as an age group.
create table MonitoringPeople (
    -- The return.
    ReturnId  uniqueidentifier not null constraint FK_MonitoringPeople_ReturnId references MonitoringReturn (Id),
    -- The question, such as Age.
    Question  nvarchar(100)    not null,
    -- The answer, such as 11 to 17.
    Choice    nvarchar(100)    not null,
    -- Number of people.
    People    int              not null,
    constraint PK_MonitoringPeople primary key (ReturnId, Question, Choice)
)
GO

-- A page of a return, as it was saved last.
create table ReturnDraft (
    -- The return.
    ReturnId  uniqueidentifier not null constraint FK_ReturnDraft_ReturnId references MonitoringReturn (Id),
    -- Money, Happened, People, Words or Files.
    Page      nvarchar(10)     not null,
    -- Version of the return that this page was saved as: a page opened before it is not saved over it.
    Version   int              not null,
    -- When it was saved (UTC).
    SavedAt   datetime2(3)     not null,
    -- Person who saved it.
    SavedBy   uniqueidentifier not null,
    -- The page as typed (JSON), while something of it cannot be read. Null: all of it was read.
    Typed     $text$           null,
    constraint PK_ReturnDraft primary key (ReturnId, Page)
)
GO

-- An answer to a question that the office added to the form of a return.
create table ReturnAnswer (
    -- The return.
    ReturnId  uniqueidentifier not null constraint FK_ReturnAnswer_ReturnId references MonitoringReturn (Id),
    -- Code of the question in the form of the return.
    Code      nvarchar(50)     not null,
    -- The answer, as typed.
    Text      $text$           not null,
    constraint PK_ReturnAnswer primary key (ReturnId, Code)
)
GO

-- Something that the holder of an award noted through the year for its returns: who came on a day, or a receipt.
create table DiaryEntry (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_DiaryEntry primary key,
    -- The award.
    AwardId       uniqueidentifier not null constraint FK_DiaryEntry_AwardId references Award (Id),
    -- Day on which people came, or of the receipt.
    HappenedOn    date             not null,
    -- Number of people who came that day. Null: a receipt.
    Came          int              null,
    -- Of them, people who had not come before. Null: a receipt.
    CameFirst     int              null,
    -- Budget line of the receipt. Null: people who came.
    BudgetLineId  uniqueidentifier null constraint FK_DiaryEntry_BudgetLineId references BudgetLine (Id),
    -- Sum of the receipt, in pence; below zero: money that came back. Null: people who came.
    Amount        bigint           null,
    -- Who was paid. Null: people who came.
    Supplier      nvarchar(200)    null,
    -- What it was, in the holder's words. Null: nothing said.
    Note          nvarchar(300)    null,
    -- The receipt as a file. Null: none, or erased.
    FileId        uniqueidentifier null constraint FK_DiaryEntry_FileId references StoredFile (Id),
    -- Person who added it.
    AddedBy       uniqueidentifier not null,
    -- When it was added (UTC).
    AddedAt       datetime2(3)     not null,
    constraint CK_DiaryEntry_Kind check ((Came is not null and CameFirst is not null and BudgetLineId is null and Amount is null) or (Came is null and CameFirst is null and BudgetLineId is not null and Amount <> 0))
)
GO
create index IX_DiaryEntry_AwardId_HappenedOn on DiaryEntry (AwardId, HappenedOn)
GO
create index IX_DiaryEntry_BudgetLineId on DiaryEntry (BudgetLineId) where BudgetLineId is not null
GO
create index IX_DiaryEntry_FileId on DiaryEntry (FileId) where FileId is not null
GO

-- A photograph that a return brings.
create table MonitoringPhoto (
    -- Primary key.
    Id             uniqueidentifier not null constraint PK_MonitoringPhoto primary key,
    -- The return.
    ReturnId       uniqueidentifier not null constraint FK_MonitoringPhoto_ReturnId references MonitoringReturn (Id),
    -- The photograph.
    FileId         uniqueidentifier not null constraint FK_MonitoringPhoto_FileId references StoredFile (Id),
    -- What it shows.
    Caption        nvarchar(300)    not null,
    -- Its number in the return, by which the audit trail names it.
    Number         int              not null constraint DF_MonitoringPhoto_Number default 1,
    -- What the office writes below it in public. Null: nothing.
    PublicCaption  nvarchar(300)    null
)
GO
create index IX_MonitoringPhoto_ReturnId on MonitoringPhoto (ReturnId)
GO
create index IX_MonitoringPhoto_FileId on MonitoringPhoto (FileId)
GO

-- A proof of what was spent on a budget line that the sample asks about.
create table MonitoringEvidence (
    -- The return.
    ReturnId      uniqueidentifier not null constraint FK_MonitoringEvidence_ReturnId references MonitoringReturn (Id),
    -- The budget line.
    BudgetLineId  uniqueidentifier not null constraint FK_MonitoringEvidence_BudgetLineId references BudgetLine (Id),
    -- The proof. Null: erased.
    FileId        uniqueidentifier null constraint FK_MonitoringEvidence_FileId references StoredFile (Id),
    constraint PK_MonitoringEvidence primary key (ReturnId, BudgetLineId)
)
GO
create index IX_MonitoringEvidence_FileId on MonitoringEvidence (FileId) where FileId is not null
GO
create index IX_MonitoringEvidence_BudgetLineId on MonitoringEvidence (BudgetLineId)
GO

-- A part of a return that an officer asks to be corrected.
create table ReturnPoint (
    -- Primary key.
    Id                uniqueidentifier not null constraint PK_ReturnPoint primary key,
    -- The return.
    ReturnId          uniqueidentifier not null constraint FK_ReturnPoint_ReturnId references MonitoringReturn (Id),
    -- The part: Spending (of a budget line, or in one sum), Outcome (of a measure), People, Prevention, Delivered (what was done), Learned, Story (and quote), Answers (to the office's own questions).
    Part              nvarchar(20)     not null,
    -- The budget line. Null: another part.
    BudgetLineId      uniqueidentifier null constraint FK_ReturnPoint_BudgetLineId references BudgetLine (Id),
    -- The outcome. Null: another part.
    OutcomeMeasureId  uniqueidentifier null constraint FK_ReturnPoint_OutcomeMeasureId references OutcomeMeasure (Id),
    -- What should be corrected.
    Note              nvarchar(1000)   not null,
    -- Officer who asked.
    AskedBy           uniqueidentifier not null,
    -- When it was asked (UTC).
    AskedAt           datetime2(3)     not null,
    -- When the holder submitted the return again (UTC). Null: waits.
    SentAt            datetime2(3)     null,
    -- The holder's answer in words. Null: none.
    Answer            $text$           null,
    constraint CK_ReturnPoint_Part check (Part in ('Spending', 'Outcome', 'People', 'Prevention', 'Delivered', 'Learned', 'Story', 'Answers'))
)
GO
create index IX_ReturnPoint_BudgetLineId on ReturnPoint (BudgetLineId) where BudgetLineId is not null
GO
create index IX_ReturnPoint_OutcomeMeasureId on ReturnPoint (OutcomeMeasureId) where OutcomeMeasureId is not null
GO
create index IX_ReturnPoint_ReturnId_AskedAt on ReturnPoint (ReturnId, AskedAt)
GO

-- A reminder of a return, written together with its e-mails, so that each is sent once.
create table MonitoringReminder (
    -- The return.
    ReturnId   uniqueidentifier not null constraint FK_MonitoringReminder_ReturnId references MonitoringReturn (Id),
    -- Due date that it is about; a later one is reminded of anew.
    DueOn      date             not null,
    -- Working days from DueOn on which it is due; below zero is before it.
    DaysAfter  int              not null,
    -- When it was sent (UTC).
    SentAt     datetime2(3)     not null,
    constraint PK_MonitoringReminder primary key (ReturnId, DueOn, DaysAfter)
)
GO

-- A visit to a funded project, planned or made.
create table Visit (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_Visit primary key,
    -- The award.
    AwardId         uniqueidentifier not null constraint FK_Visit_AwardId references Award (Id),
    -- Day for which it is planned. Null: it was recorded without a plan.
    PlannedOn       date             null,
    -- Day of the visit. Null: not made.
    VisitedOn       date             null,
    -- Who goes or went, and whom they met.
    Who             nvarchar(200)    not null,
    -- 1 when the Commissioner went.
    ByCommissioner  bit              not null,
    -- Why it is planned. Null: not said.
    Reason          nvarchar(1000)   null,
    -- What was found. Null: not made.
    Notes           $text$           null,
    -- Day of the next visit. Null: none is meant.
    NextOn          date             null,
    -- Why it was called off. Null: it was not.
    CalledOff       nvarchar(1000)   null,
    -- Officer who planned it, or recorded it without a plan.
    RecordedBy      uniqueidentifier not null,
    -- When that was (UTC).
    RecordedAt      datetime2(3)     not null,
    constraint CK_Visit_PlannedOn check (PlannedOn is not null or VisitedOn is not null)
)
GO
create index IX_Visit_AwardId_VisitedOn on Visit (AwardId, VisitedOn)
GO

-- Something to do after a visit.
create table VisitAction (
    -- Primary key.
    Id       uniqueidentifier not null constraint PK_VisitAction primary key,
    -- The visit.
    VisitId  uniqueidentifier not null constraint FK_VisitAction_VisitId references Visit (Id),
    -- What is to be done.
    What     nvarchar(500)    not null,
    -- Who does it, on either side.
    Who      nvarchar(200)    not null,
    -- Day by which it is to be done.
    DueOn    date             not null,
    -- Day on which it was done. Null: not yet.
    DoneOn   date             null
)
GO
create index IX_VisitAction_VisitId on VisitAction (VisitId)
GO
create index IX_VisitAction_DueOn on VisitAction (DueOn) where DoneOn is null
GO

-- A photograph or paper of a visit.
create table VisitFile (
    -- The visit.
    VisitId  uniqueidentifier not null constraint FK_VisitFile_VisitId references Visit (Id),
    -- The file.
    FileId   uniqueidentifier not null constraint FK_VisitFile_FileId references StoredFile (Id),
    -- What it shows.
    Caption  nvarchar(300)    not null,
    constraint PK_VisitFile primary key (VisitId, FileId)
)
GO
create index IX_VisitFile_FileId on VisitFile (FileId)
GO

-- The end of an award: what was paid and spent, what is to be paid back or may be used again, and who agreed.
create table CloseOut (
    -- The award.
    AwardId           uniqueidentifier not null constraint PK_CloseOut primary key constraint FK_CloseOut_AwardId references Award (Id),
    -- Money awarded less what had gone back to the pot, in pence.
    Awarded           bigint           not null,
    -- Money paid, in pence.
    Paid              bigint           not null,
    -- Money spent by the returns, in pence.
    Spent             bigint           not null,
    -- Money awarded and never paid, in pence.
    NotDrawn          bigint           not null,
    -- Money to be paid back, in pence: paid and not spent, or what the office recovers.
    ToReturn          bigint           not null,
    -- Of that, what the office recovers by its own decision, in pence.
    Recovered         bigint           not null constraint DF_CloseOut_Recovered default 0,
    -- Day by which it is to be paid back, as the letter says. Null: no letter yet.
    PayBy             date             null,
    -- What the officer says about it. Null: nothing.
    Note              nvarchar(1000)   null,
    -- Officer who proposed the figures.
    ProposedBy        uniqueidentifier not null,
    -- When it was proposed (UTC).
    ProposedAt        datetime2(3)     not null,
    -- Member of the organisation who agreed. Null: no one, or the office decided.
    AgreedBy          uniqueidentifier null,
    -- Name typed under the agreement, or that the office decided. Null: not agreed.
    AgreedName        nvarchar(200)    null,
    -- When it was agreed (UTC). Null: not agreed.
    AgreedAt          datetime2(3)     null,
    -- Member of the organisation who does not agree. Null: no one.
    DisputedBy        uniqueidentifier null,
    -- When they said so (UTC). Null: not disputed, or the figures were put anew.
    DisputedAt        datetime2(3)     null,
    -- Why they do not agree. Null: not disputed.
    DisputeReason     nvarchar(2000)   null,
    -- What the holder asks to use the underspend for. Null: it will be paid back.
    ReuseFor          nvarchar(2000)   null,
    -- Of ToReturn, what may be used so, in pence.
    Reused            bigint           not null constraint DF_CloseOut_Reused default 0,
    -- Why, or why not. Null: not decided.
    ReuseReason       nvarchar(1000)   null,
    -- Of Reused, what its accepted return says was spent, in pence. Null: no such return is accepted.
    ReuseSpent        bigint           null,
    -- Person who decided on it. Null: not decided.
    ReuseBy           uniqueidentifier null,
    -- When the use was decided on (UTC). Null: not decided.
    ReuseAt           datetime2(3)     null,
    -- Number of the invoice for what was paid and not spent; each recovery has its own. Null: no invoice.
    InvoiceNumber     nvarchar(20)     null,
    -- Money paid back so far, in pence: the sum of what its invoices received.
    Received          bigint           not null constraint DF_CloseOut_Received default 0,
    -- Money owed that is no longer asked for, in pence: it stays paid.
    WrittenOff        bigint           not null constraint DF_CloseOut_WrittenOff default 0,
    -- Officer who closed the award. Null: not closed.
    ClosedBy          uniqueidentifier null,
    -- When it was closed (UTC). Null: not closed.
    ClosedAt          datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version           int              not null
)
GO
create unique index IX_CloseOut_InvoiceNumber on CloseOut (InvoiceNumber) where InvoiceNumber is not null
GO

-- Who was reached in a round: sums of what its returns say, kept as they are submitted and returned.
create table RoundPeople (
    -- The round.
    RoundId     uniqueidentifier not null constraint FK_RoundPeople_RoundId references Round (Id),
    -- The question, such as Age.
    Question    nvarchar(100)    not null,
    -- The answer, such as 11 to 17.
    Choice      nvarchar(100)    not null,
    -- 1 when one person may be counted under several answers.
    MayOverlap  bit              not null,
    -- Number of people.
    People      bigint           not null,
    constraint PK_RoundPeople primary key (RoundId, Question, Choice)
)
GO

-- Consent to publish a story, a quote or a photograph of a return. A row for each time that it is given; taking it back ends the row.
create table PublicationConsent (
    -- Primary key.
    Id               uniqueidentifier not null constraint PK_PublicationConsent primary key,
    -- The return.
    ReturnId         uniqueidentifier not null constraint FK_PublicationConsent_ReturnId references MonitoringReturn (Id),
    -- Story, Quote or Photo.
    Item             nvarchar(10)     not null,
    -- The photograph. Null: a story or a quote.
    PhotoId          uniqueidentifier null constraint FK_PublicationConsent_PhotoId references MonitoringPhoto (Id),
    -- Who said yes: Themself, ParentOrCarer, Everyone (in the picture) or NoOne (can be recognised).
    Relation         nvarchar(20)     not null,
    -- How they said it: Writing, Email or Spoken.
    How              nvarchar(10)     not null,
    -- Day on which they said it.
    GivenOn          date             not null,
    -- Last day on which it may be shown. Null: without end.
    LastDay          date             null,
    -- Person who recorded it.
    RecordedBy       uniqueidentifier not null,
    -- When it was recorded (UTC).
    RecordedAt       datetime2(3)     not null,
    -- Side that took it back: Organisation or Office. Null: it was not taken back.
    WithdrawnSide    nvarchar(20)     null,
    -- Person who took it back. Null: it was not taken back.
    WithdrawnBy      uniqueidentifier null,
    -- When it was taken back (UTC). Null: it was not taken back.
    WithdrawnAt      datetime2(3)     null,
    -- Why. Null: not said.
    WithdrawnReason  nvarchar(500)    null,
    constraint CK_PublicationConsent_Item check (Item in ('Story', 'Quote', 'Photo')),
    constraint CK_PublicationConsent_Relation check (Relation in ('Themself', 'ParentOrCarer', 'Everyone', 'NoOne')),
    constraint CK_PublicationConsent_How check (How in ('Writing', 'Email', 'Spoken')),
    constraint CK_PublicationConsent_WithdrawnSide check (WithdrawnSide in ('Organisation', 'Office'))
)
GO
create index IX_PublicationConsent_ReturnId on PublicationConsent (ReturnId)
GO
create index IX_PublicationConsent_PhotoId on PublicationConsent (PhotoId) where PhotoId is not null
GO

-- The office's words for the public page of a project, and what the group said to them.
create table PublicPage (
    -- The award.
    AwardId          uniqueidentifier not null constraint PK_PublicPage primary key constraint FK_PublicPage_AwardId references Award (Id),
    -- What was achieved. Null: not written yet.
    Summary          $text$           null,
    -- Shorter version of the group's story. Null: the story as the group wrote it.
    Story            $text$           null,
    -- Shorter version of the quote. Null: the quote as the group gave it.
    Quote            nvarchar(1000)   null,
    -- True: the story is not published.
    LeaveOutStory    bit              not null constraint DF_PublicPage_LeaveOutStory default 0,
    -- True: the quote is not published.
    LeaveOutQuote    bit              not null constraint DF_PublicPage_LeaveOutQuote default 0,
    -- Officer who wrote it.
    WrittenBy        uniqueidentifier not null,
    -- When it was written (UTC).
    WrittenAt        datetime2(3)     not null,
    -- When the group was shown the page as it is (UTC). Null: it was not.
    ProposedAt       datetime2(3)     null,
    -- Last day on which the group may ask for a change. Null: it was not shown the page.
    ObjectBy         date             null,
    -- When the group answered (UTC). Null: it has not.
    AnsweredAt       datetime2(3)     null,
    -- What the group wants changed. Null: nothing.
    Wish             nvarchar(2000)   null,
    -- Why the page was last taken down. Null: it never was.
    TakenDownReason  nvarchar(500)    null,
    -- When it was last taken down (UTC). Null: it never was.
    TakenDownAt      datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version          int              not null
)
GO

-- What the public may read of a grant, and why something is withheld. An accepted grant without a row has not been prepared. Nothing is
-- public before DecidedAt. The amount is always public.
create table Publication (
    -- The award.
    AwardId       uniqueidentifier not null constraint PK_Publication primary key constraint FK_Publication_AwardId references Award (Id),
    -- Title of the project, in the office's words.
    Title         nvarchar(140)    not null,
    -- What the project does, in the office's words.
    Brief         nvarchar(1000)   not null,
    -- Why it reduces crime and disorder, as the decision maker decided it.
    CrimeReason   nvarchar(500)    not null,
    -- 1 when the public reads who holds the grant.
    NameShown     bit              not null,
    -- How exactly the public reads where it is: Exact (zone or town), District (area of the Community Safety Partnership), Area (the
    -- office's whole area) or Nothing.
    Place         nvarchar(10)     not null,
    -- Why the name is withheld: Safety, Section40, Section43 or ProtectiveStatus. Null: it is shown, or that is not chosen yet.
    Ground        nvarchar(20)     null,
    -- The same in a sentence that only the office reads. Null: the name is shown, not written yet, or erased.
    Why           nvarchar(500)    null,
    -- Day on which the office looks again. The name stays withheld until somebody decides. Null: no day.
    ReviewOn      date             null,
    -- Person who last wrote it.
    PreparedBy    uniqueidentifier not null,
    -- When it was last written (UTC).
    PreparedAt    datetime2(3)     not null,
    -- Person who decided that the public reads it. Null: it is a draft.
    DecidedBy     uniqueidentifier null,
    -- When that was decided (UTC). Null: it is a draft.
    DecidedAt     datetime2(3)     null,
    -- When the public could first read who holds the grant (UTC). Null: never.
    NameFrom      datetime2(3)     null,
    -- When the public could no longer read that (UTC). Null: it can, or never could.
    NameUntil     datetime2(3)     null,
    -- Why it was last taken down. Null: it was not, or erased.
    TakenDownWhy  nvarchar(500)    null,
    -- Grows by one with each change of the row.
    Version       int              not null,
    constraint CK_Publication_Place check (Place in ('Exact', 'District', 'Area', 'Nothing')),
    constraint CK_Publication_Ground check (Ground in ('Safety', 'Section40', 'Section43', 'ProtectiveStatus'))
)
GO
create index IX_Publication_ReviewOn on Publication (ReviewOn) where ReviewOn is not null
GO

-- A month that is over and needs a file (Specified Information Order 2011).
create table ReleaseMonth (
    -- Primary key.
    Id          uniqueidentifier not null constraint PK_ReleaseMonth primary key,
    -- Grants (paragraph 3(f)) or Spending (paragraph 3(g)).
    Kind        nvarchar(10)     not null,
    -- First day of the month.
    Month       date             not null,
    -- Last day on which its file is in time.
    DueOn       date             not null,
    -- When publishers were told that it is late (UTC). Null: they were not.
    RemindedAt  datetime2(3)     null,
    constraint UQ_ReleaseMonth unique (Kind, Month),
    constraint CK_ReleaseMonth_Kind check (Kind in ('Grants', 'Spending'))
)
GO

-- A version of a month's file, exactly as it is served. The public reads the highest version that is released; earlier ones stay for the
-- office alone.
create table Release (
    -- Primary key.
    Id            uniqueidentifier not null constraint PK_Release primary key,
    -- Grants or Spending, as in ReleaseMonth.
    Kind          nvarchar(10)     not null,
    -- First day of the month.
    Month         date             not null,
    -- 1 for the first, and so on.
    Version       int              not null,
    -- The file's text; it is served as UTF-8 with a byte order mark.
    Content       $text$           not null,
    -- Rows of the file without its heading.
    Lines         int              not null,
    -- Their amounts together, in pence.
    Amount        bigint           not null,
    -- SHA-256 of the file as it is served, in hexadecimal.
    Sha256        nvarchar(64)     not null,
    -- Why it takes the place of the version before, as the public reads it. Null: the first version.
    WhyCorrected  nvarchar(300)    null,
    -- Person who prepared it.
    PreparedBy    uniqueidentifier not null,
    -- When it was prepared (UTC).
    PreparedAt    datetime2(3)     not null,
    -- Person who released it. Null: it is prepared.
    ReleasedBy    uniqueidentifier null,
    -- When it was released (UTC). Null: it is prepared.
    ReleasedAt    datetime2(3)     null,
    constraint UQ_Release unique (Kind, Month, Version),
    constraint CK_Release_Kind check (Kind in ('Grants', 'Spending'))
)
GO

-- A row of a version of a month's file.
create table ReleaseLine (
    -- The version.
    ReleaseId  uniqueidentifier not null constraint FK_ReleaseLine_ReleaseId references Release (Id),
    -- The award; for Spending, the payment.
    AwardId    uniqueidentifier not null,
    -- The office's reference, by which the rows are ordered.
    Reference  nvarchar(40)     not null,
    -- Its amount, in pence.
    Amount     bigint           not null,
    -- Its cells in the order of the columns, as a JSON list of texts.
    Cells      $text$           not null,
    constraint PK_ReleaseLine primary key (ReleaseId, AwardId)
)
GO
create index IX_ReleaseLine_AwardId on ReleaseLine (AwardId)
GO

-- What the public page of a project said when it was published. A row for each publication.
create table PublicPageVersion (
    -- Primary key.
    Id               uniqueidentifier not null constraint PK_PublicPageVersion primary key,
    -- The award.
    AwardId          uniqueidentifier not null constraint FK_PublicPageVersion_AwardId references Award (Id),
    -- 1 for the first publication, and so on.
    Number           int              not null,
    -- The words and pictures, and what the person who published had read, as JSON.
    Content          $text$           not null,
    -- Person who published it.
    PublishedBy      uniqueidentifier not null,
    -- When it was published (UTC).
    PublishedAt      datetime2(3)     not null,
    constraint UQ_PublicPageVersion_Number unique (AwardId, Number)
)
GO

-- The office's words about one outcome on the public page of a project.
create table PublicOutcome (
    -- The award.
    AwardId           uniqueidentifier not null constraint FK_PublicOutcome_AwardId references Award (Id),
    -- The outcome.
    OutcomeMeasureId  uniqueidentifier not null constraint FK_PublicOutcome_OutcomeMeasureId references OutcomeMeasure (Id),
    -- What was achieved.
    Words             nvarchar(500)    not null,
    constraint PK_PublicOutcome primary key (AwardId, OutcomeMeasureId)
)
GO
create index IX_PublicOutcome_OutcomeMeasureId on PublicOutcome (OutcomeMeasureId)
GO

-- An edition of figures of a fund for the public, frozen when it was made.
create table FigureEdition (
    -- Primary key.
    Id               uniqueidentifier not null constraint PK_FigureEdition primary key,
    -- The fund.
    FundId           uniqueidentifier not null constraint FK_FigureEdition_FundId references Fund (Id),
    -- Last day of the quarter up to which it counts.
    CountedTo        date             not null,
    -- What it publishes, as JSON: rounded sums of at least three projects.
    Content          $text$           not null,
    -- Officer who made it.
    MadeBy           uniqueidentifier not null,
    -- When it was made (UTC).
    MadeAt           datetime2(3)     not null,
    -- Second person, who approved it. Null: not approved.
    ApprovedBy       uniqueidentifier null,
    -- When it was approved (UTC). Null: not approved.
    ApprovedAt       datetime2(3)     null,
    -- When it was published (UTC). Null: not yet.
    PublishedAt      datetime2(3)     null,
    -- When it was taken back (UTC). Null: it was not.
    WithdrawnAt      datetime2(3)     null,
    -- Why, as the public reads it. Null: it was not.
    WithdrawnReason  nvarchar(500)    null,
    -- Grows by one with each change of the row.
    Version          int              not null
)
GO
create index IX_FigureEdition_FundId on FigureEdition (FundId, CountedTo)
GO

-- The projects that an edition added to the figures, in groups that are never divided again.
create table FigureEditionAward (
    -- The edition.
    EditionId    uniqueidentifier not null constraint FK_FigureEditionAward_EditionId references FigureEdition (Id),
    -- The award.
    AwardId      uniqueidentifier not null constraint FK_FigureEditionAward_AwardId references Award (Id),
    -- Number of its group in the edition, from 0.
    GroupNumber  int              not null,
    -- What was counted of it, as JSON, to tell a later correction. Null: erased.
    Counted      $text$           null,
    constraint PK_FigureEditionAward primary key (EditionId, AwardId)
)
GO
create index IX_FigureEditionAward_AwardId on FigureEditionAward (AwardId)
GO

-- Finance's extract of a month's payments (Specified Information Order 2011, paragraph 3(g)). The newest takes the place of the one before.
create table SpendingLoad (
    -- Primary key.
    Id        uniqueidentifier not null constraint PK_SpendingLoad primary key,
    -- First day of the month.
    Month     date             not null constraint UQ_SpendingLoad_Month unique,
    -- Name of the file.
    FileName  nvarchar(200)    not null,
    -- SHA-256 of the file, in hexadecimal.
    Sha256    nvarchar(64)     not null,
    -- Rows of up to 500 pounds, which are not published.
    Small     int              not null,
    -- Rows that are payments of grants, which the file of grants has.
    Grants    int              not null,
    -- Rows that could not be read, each with why, on lines. Null: none.
    Problems  $text$           null,
    -- Person who loaded it.
    LoadedBy  uniqueidentifier not null,
    -- When (UTC).
    LoadedAt  datetime2(3)     not null
)
GO

-- A payment of more than 500 pounds in an extract.
create table SpendingPayment (
    -- Primary key. It stays when a new extract has the same reference.
    Id           uniqueidentifier not null constraint PK_SpendingPayment primary key,
    -- The extract.
    LoadId       uniqueidentifier not null constraint FK_SpendingPayment_LoadId references SpendingLoad (Id),
    -- Finance's reference.
    Reference    nvarchar(40)     not null,
    -- Number of its row in the file.
    RowNumber    int              not null,
    -- Day of the payment.
    PaidOn       date             not null,
    -- Who was paid.
    Recipient    nvarchar(200)    not null,
    -- In pence.
    Amount       bigint           not null,
    -- What it was for. Empty: not said yet.
    Purpose      nvarchar(500)    not null,
    -- Why it was value for money. Empty: not said yet.
    ValueReason  nvarchar(500)    not null,
    -- Why the recipient is not named: Safety, Section40 (a person), Section43 or ProtectiveStatus. Null: it is named.
    Ground       nvarchar(20)     null,
    -- The same in a sentence, for the office alone. Null: not said.
    Why          nvarchar(500)    null,
    -- True: the newest extract does not have it. What officers said of it is kept until its reference comes again.
    LeftOut      bit              not null,
    -- Grows by one with each change of the row.
    Version      int              not null,
    constraint UQ_SpendingPayment unique (LoadId, Reference)
)
GO

-- The certificate of how a grant was used, which its agreement asks for because of its size.
create table UseCertificate (
    -- The award.
    AwardId           uniqueidentifier not null constraint PK_UseCertificate primary key constraint FK_UseCertificate_AwardId references Award (Id),
    -- BySignatory (of the organisation), or Examined (also by an independent examiner or an auditor).
    Kind              nvarchar(20)     not null,
    -- The sum of the agreement from which a grant owes it, in pence.
    AskedFrom         bigint           not null,
    -- Days of the agreement from the sending of the final return until it is due.
    DueDays           int              not null,
    -- 1 when what is not paid at the final return waits for it.
    HoldsPayment      bit              not null,
    -- Wanted, Sent, Accepted or Waived.
    State             nvarchar(10)     not null,
    -- When the final return was sent for the first time, and it was asked for (UTC). Null: not yet.
    AskedAt           datetime2(3)     null,
    -- Day by which it is due. Null: not asked for yet.
    DueOn             date             null,
    -- Working days from that day at which the organisation was last reminded; below zero is before it. Null: not yet.
    RemindedDays      int              null,
    -- Why it is to be signed again. Null: it was not signed yet, or holds.
    Again             nvarchar(2000)   null,
    -- Independent examiner or auditor. Null: none given.
    Examiner          nvarchar(200)    null,
    -- Their firm or professional body. Null: none given.
    ExaminerBody      nvarchar(200)    null,
    -- Their membership number. Null: they have none.
    ExaminerNumber    nvarchar(50)     null,
    -- IndependentExaminer or Auditor. Null: none given.
    ExaminerCapacity  nvarchar(30)     null,
    -- Day of their signed statement. Null: none given.
    ExaminedOn        date             null,
    -- Their signed statement. Null: none given, or erased.
    ExaminerFileId    uniqueidentifier null constraint FK_UseCertificate_ExaminerFileId references StoredFile (Id),
    -- Figures (JSON) at which they looked. Null: none given.
    ExaminedFigures   $text$           null,
    -- Person who gave their details. Null: none given.
    ExaminerGivenBy   uniqueidentifier null,
    -- When they were given (UTC). Null: none given.
    ExaminerGivenAt   datetime2(3)     null,
    -- Why the office should go without it. Null: nobody asked.
    WaiverReason      nvarchar(1000)   null,
    -- Person who asked to go without it. Null: nobody.
    WaiverAskedBy     uniqueidentifier null,
    -- When they asked (UTC). Null: nobody did.
    WaiverAskedAt     datetime2(3)     null,
    -- Person who agreed. Null: nobody.
    WaivedBy          uniqueidentifier null,
    -- When they agreed (UTC). Null: nobody did.
    WaivedAt          datetime2(3)     null,
    -- Grows by one with each change of the row.
    Version           int              not null,
    constraint CK_UseCertificate_Kind check (Kind in ('BySignatory', 'Examined')),
    constraint CK_UseCertificate_State check (State in ('Wanted', 'Sent', 'Accepted', 'Waived'))
)
GO
create index IX_UseCertificate_State_DueOn on UseCertificate (State, DueOn)
GO
create index IX_UseCertificate_ExaminerFileId on UseCertificate (ExaminerFileId) where ExaminerFileId is not null
GO

-- A certificate of use as it was signed, each time that it was.
create table UseCertificateCopy (
    -- Primary key.
    Id              uniqueidentifier not null constraint PK_UseCertificateCopy primary key,
    -- The award.
    AwardId         uniqueidentifier not null constraint FK_UseCertificateCopy_AwardId references Award (Id),
    -- 1 for the first time.
    Number          int              not null,
    -- The figures (JSON).
    Figures         $text$           not null,
    -- The whole certificate (JSON), as it is printed. Null: erased.
    Document        $text$           null,
    -- Its fingerprint (SHA-256).
    Sha256          nvarchar(64)     not null,
    -- Name of the person who signed.
    SignName        nvarchar(200)    not null,
    -- Their role in the organisation.
    SignRole        nvarchar(100)    not null,
    -- Day on which it was signed.
    SignedOn        date             not null,
    -- Person who signed on screen, or sent the paper.
    SignedBy        uniqueidentifier not null,
    -- When (UTC).
    SignedAt        datetime2(3)     not null,
    -- The signed paper. Null: it was signed on screen, or erased.
    PaperFileId     uniqueidentifier null constraint FK_UseCertificateCopy_PaperFileId references StoredFile (Id),
    -- The signed statement of the examiner or auditor. Null: none is needed, or erased.
    ExaminerFileId  uniqueidentifier null constraint FK_UseCertificateCopy_ExaminerFileId references StoredFile (Id),
    -- Sent, Accepted, SentBack or OutOfDate.
    State           nvarchar(10)     not null,
    -- What the officer says to it, or which figure changed. Null: nothing.
    Note            nvarchar(2000)   null,
    -- Officer who accepted it or sent it back. Null: nobody yet.
    DecidedBy       uniqueidentifier null,
    -- When it was accepted, sent back or out of date (UTC). Null: not yet.
    DecidedAt       datetime2(3)     null,
    constraint UQ_UseCertificateCopy unique (AwardId, Number),
    constraint CK_UseCertificateCopy_State check (State in ('Sent', 'Accepted', 'SentBack', 'OutOfDate'))
)
GO
create index IX_UseCertificateCopy_PaperFileId on UseCertificateCopy (PaperFileId) where PaperFileId is not null
GO
create index IX_UseCertificateCopy_ExaminerFileId on UseCertificateCopy (ExaminerFileId) where ExaminerFileId is not null
