using Commissioning.Domain.Records;

namespace Commissioning.Features.Records;

/// <summary>What each type of record consists of in the database: which are due (and whose, for legal holds), and what is erased in each
/// table. Figures, decisions and references stay, so that the ledger, the tallies and the published pages still agree.</summary>
internal static class RetainedRecords
{
    /// <summary>Replaces erased text.</summary>
    public const string Gone = "Erased";
    private const string Application = "ApplicationId = @key";
    private const string OfRequest = "RequestId in (select q.Id from ChangeRequest q where q.ApplicationId = @key)";
    private const string OfAnswer = "AnswerId in (select f.Id from FoiAnswer f where f.ApplicationId = @key)";
    private const string OfNote = "NoteId in (select n.Id from Note n where n.ApplicationId = @key)";
    private const string AboutOrganisation = "OrganisationId = @key and ApplicationId is null";
    private const string OfOrganisationNote =
        "NoteId in (select n.Id from Note n where n.OrganisationId = @key and n.ApplicationId is null)";
    private const string OfReceived = "EmailId in (select e.Id from ReceivedEmail e where e.ApplicationId = @key)";
    private const string OfOrganisationReceived =
        "EmailId in (select e.Id from ReceivedEmail e where e.OrganisationId = @key and e.ApplicationId is null)";
    private const string OnlyMailing = "Recipients = 1 and Id in (select r.MailingId from MailingRecipient r where r.ApplicationId = @key)";
    private const string Sheet = "AssignmentId in (select s.Id from ScoringAssignment s where s.ApplicationId = @key)";
    private const string Grant = "AwardId in (select w.Id from Award w where w.ApplicationId = @key)";
    private const string Return =
        "ReturnId in (select t.Id from MonitoringReturn t join Award w on w.Id = t.AwardId where w.ApplicationId = @key)";
    private const string VisitGone =
        "Who = @gone, Notes = case when Notes is null then null else @gone end, Reason = null, CalledOff = case when CalledOff is null then null else @gone end";
    private const string RoundOfGrant = "RoundId = (select w.RoundId from Award w where w.ApplicationId = @key)";
    private const string WithoutPeopleOfGrant =
        "People = People - coalesce((select sum(m.People) from MonitoringPeople m join MonitoringReturn t on t.Id = m.ReturnId join Award w on w.Id = t.AwardId where w.ApplicationId = @key and t.IsLatest = 1 and m.Question = RoundPeople.Question and m.Choice = RoundPeople.Choice), 0)";
    private const string TallyOfGrant =
        RoundOfGrant
        + " and exists (select 1 from AwardFigure f join Award w on w.Id = f.AwardId where w.ApplicationId = @key and AwardTally.Name = case AwardTally.Dimension when 'All' then 'All' when 'Priority' then f.Priority when 'Area' then f.Area when 'Zone' then f.Zone when 'PreventionLevel' then f.PreventionLevel when 'Kind' then f.Kind end)";
    private const string Address = "(select p.Email from Person p where p.Id = @key)";
    private const string UnplacedOf =
        $"EmailId in (select e.Id from ReceivedEmail e where e.FromAddress = lower({Address}) and e.ApplicationId is null and e.OrganisationId is null)";
    private const string AnsweredPerson = $"ApplicationId is null and lower(PersonEmail) = lower({Address})";

    // Ids are globally unique, so the kind of the hold need not be compared.
    private const string ApplicationsOnHold =
        "select a.Id from Application a join LegalHold h on h.LiftedAt is null and (h.SubjectId = a.Id or h.SubjectId = a.OrganisationId or h.SubjectId = a.RoundId or h.SubjectId in (select w.Id from Award w where w.ApplicationId = a.Id))";
    private const string GrantsOnHold = $"select w.Id from Award w where w.ApplicationId in ({ApplicationsOnHold})";
    private const string AboutOnHold =
        $"SubjectId in (select h.SubjectId from LegalHold h where h.LiftedAt is null) or SubjectId in ({ApplicationsOnHold}) or SubjectId in ({GrantsOnHold}) or SubjectId in (select t.Id from MonitoringReturn t where t.AwardId in ({GrantsOnHold})) or SubjectId in (select c.Id from Claim c where c.AwardId in ({GrantsOnHold})) or SubjectId in (select y.Id from Payment y where y.AwardId in ({GrantsOnHold}))";

    // Belongs to the whole round, so it stays until the last of its papers is erased.
    private static string LastPaper(string table) =>
        $"RoundId = (select p.RoundId from Recommendation p where p.Id = @key) and not exists (select 1 from Recommendation o where o.RoundId = {table}.RoundId and o.Id <> @key and not exists (select 1 from ErasedRecord e where e.RecordType = 'DecisionPaper' and e.RecordKey = cast(o.Id as varchar(36))))";

    /// <summary>Selects RecordKey, Name, Started, the ids a hold may be on and the organisation's name; filtered by @Before, by earlier
    /// erasures and, for one record, by @key.</summary>
    public static string DueSql(RecordType type, bool ofOne)
    {
        var due = ofOne ? $"{DueSql(type)} and {KeyColumn(type)} = @key" : DueSql(type);
        return $"""
            select x.RecordKey, x.Name, x.Started, x.OrganisationId, x.RoundId, x.ApplicationId, g.Name as Organisation
            from   ({due}) x
            left join Organisation g on g.Id = x.OrganisationId
            """;
    }

    private static string KeyColumn(RecordType type) =>
        type switch
        {
            RecordType.UnsentDraft or RecordType.UnsuccessfulApplication or RecordType.Award => "a.Id",
            RecordType.VisitNotes => "v.Id",
            RecordType.BankDetails => "b.Id",
            RecordType.EqualityAnswers => "r.Id",
            RecordType.Concern or RecordType.FraudCase => "c.Id",
            RecordType.DecisionPaper or RecordType.Account => "p.Id",
            RecordType.OrganisationDetails => "o.Id",
            RecordType.Email => "m.Id",
            RecordType.SavedForm => "h.Id",
            RecordType.RegisterExtract => "i.Id",
            RecordType.PersonAnswer => "f.Id",
            _ => "s.Id",
        };

    private static string DueSql(RecordType type) =>
        type switch
        {
            RecordType.UnsentDraft => """
                select cast(a.Id as varchar(36)) as RecordKey, coalesce(a.ProjectName, 'A draft') as Name, r.ClosesAt as Started, a.OrganisationId, a.RoundId, a.Id as ApplicationId
                from   Application a
                join   Round r on r.Id = a.RoundId
                where  a.Status = 'Draft' and r.ClosesAt <= @Before
                """,
            RecordType.UnsuccessfulApplication => """
                select cast(a.Id as varchar(36)) as RecordKey, a.Reference as Name, coalesce(a.WithdrawnAt, (select max(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id)) as Started, a.OrganisationId, a.RoundId, a.Id as ApplicationId
                from   Application a
                where  a.Status <> 'Draft' and coalesce(a.WithdrawnAt, (select max(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id)) <= @Before
                       and not exists (select 1 from Award w where w.ApplicationId = a.Id) and not exists (select 1 from ErasedRecord e where e.RecordType = 'UnsuccessfulApplication' and e.RecordKey = cast(a.Id as varchar(36)))
                """,
            RecordType.Award => """
                select cast(a.Id as varchar(36)) as RecordKey, a.Reference as Name, w.EndedAt as Started, a.OrganisationId, a.RoundId, a.Id as ApplicationId
                from   Award w
                join   Application a on a.Id = w.ApplicationId
                where  w.EndedAt <= @Before and not exists (select 1 from ErasedRecord e where e.RecordType = 'Award' and e.RecordKey = cast(a.Id as varchar(36)))
                """,
            RecordType.VisitNotes => """
                select cast(v.Id as varchar(36)) as RecordKey, a.Reference as Name, w.EndedAt as Started, a.OrganisationId, a.RoundId, a.Id as ApplicationId
                from   Visit v
                join   Award w on w.Id = v.AwardId
                join   Application a on a.Id = w.ApplicationId
                where  w.EndedAt <= @Before and not exists (select 1 from ErasedRecord e where e.RecordType = 'VisitNotes' and e.RecordKey = cast(v.Id as varchar(36)))
                """,
            RecordType.BankDetails => """
                select cast(b.Id as varchar(36)) as RecordKey, o.Name, b.Started, b.OrganisationId, null as RoundId, null as ApplicationId
                from   (select d.Id, d.OrganisationId, coalesce((select max(coalesce(y.DecidedAt, y.RequestedAt)) from Payment y where y.BankDetailsId = d.Id), d.GivenAt) as Started from BankDetails d) b
                join   Organisation o on o.Id = b.OrganisationId
                where  b.Started <= @Before and not exists (select 1 from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = b.OrganisationId and w.EndedAt is null)
                       and not exists (select 1 from CspArea c where c.LeadOrganisationId = b.OrganisationId)
                       and not exists (select 1 from ErasedRecord e where e.RecordType = 'BankDetails' and e.RecordKey = cast(b.Id as varchar(36)))
                """,
            RecordType.EqualityAnswers => """
                select cast(r.Id as varchar(36)) as RecordKey, r.Name, r.DecidedAt as Started, null as OrganisationId, r.Id as RoundId, null as ApplicationId
                from   Round r
                where  r.DecidedAt <= @Before and exists (select 1 from EqualityAnswer q where q.RoundId = r.Id)
                """,
            RecordType.FraudCase => """
                select cast(c.Id as varchar(36)) as RecordKey, 'Case of the fraud log' as Name, c.ClosedAt as Started, a.OrganisationId, a.RoundId, c.ApplicationId
                from   FraudCase c
                left join Application a on a.Id = c.ApplicationId
                where  c.ClosedAt <= @Before
                """,
            RecordType.Concern => """
                select cast(c.Id as varchar(36)) as RecordKey, 'Concern ' as Name, c.ClosedAt as Started, null as OrganisationId, null as RoundId, null as ApplicationId
                from   Concern c
                where  c.ClosedAt <= @Before
                """,
            RecordType.DecisionPaper => """
                select cast(p.Id as varchar(36)) as RecordKey, r.Name, coalesce((select max(d.DecidedAt) from Decision d where d.RecommendationId = p.Id), p.WithdrawnAt) as Started, null as OrganisationId, p.RoundId, null as ApplicationId
                from   Recommendation p
                join   Round r on r.Id = p.RoundId
                where  coalesce((select max(d.DecidedAt) from Decision d where d.RecommendationId = p.Id), p.WithdrawnAt) <= @Before
                       and not exists (select 1 from ErasedRecord e where e.RecordType = 'DecisionPaper' and e.RecordKey = cast(p.Id as varchar(36)))
                """,
            RecordType.OrganisationDetails => """
                select cast(o.Id as varchar(36)) as RecordKey, o.Name, coalesce(p.SavedAt, o.CreatedAt) as Started, o.Id as OrganisationId, null as RoundId, null as ApplicationId
                from   Organisation o
                left join OrganisationProfile p on p.OrganisationId = o.Id
                where  coalesce(p.SavedAt, o.CreatedAt) <= @Before
                       and not exists (select 1 from Application a where a.OrganisationId = o.Id and not exists (select 1 from ErasedRecord e where e.RecordType in ('UnsuccessfulApplication', 'Award') and e.RecordKey = cast(a.Id as varchar(36))))
                       and not exists (select 1 from CspArea c where c.LeadOrganisationId = o.Id) and not exists (select 1 from Payment y where y.PayeeId = o.Id and coalesce(y.DecidedAt, y.RequestedAt) > @Before)
                       and not exists (select 1 from ErasedRecord e where e.RecordType = 'OrganisationDetails' and e.RecordKey = cast(o.Id as varchar(36)))
                """,
            // One row for each membership, so that a hold on any organisation counts; an application of any of them keeps the account.
            RecordType.Account => """
                select cast(p.Id as varchar(36)) as RecordKey, p.Email as Name, p.Started, m.OrganisationId, null as RoundId, null as ApplicationId
                from   (select q.Id, q.Email, coalesce((select max(t.At) from AuditEntry t where t.ActorId = q.Id), q.CreatedAt) as Started from Person q) p
                left join OrganisationMember m on m.PersonId = p.Id
                where  p.Started <= @Before and not exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role <> 'Applicant')
                       and not exists (select 1 from Application a where (a.StartedBy = p.Id or a.SubmittedBy = p.Id or a.OrganisationId in (select x.OrganisationId from OrganisationMember x where x.PersonId = p.Id))
                                                                     and not exists (select 1 from ErasedRecord e where e.RecordType in ('UnsuccessfulApplication', 'Award') and e.RecordKey = cast(a.Id as varchar(36))))
                       and not exists (select 1 from ErasedRecord e where e.RecordType = 'Account' and e.RecordKey = cast(p.Id as varchar(36)))
                """,
            RecordType.Email => """
                select cast(m.Id as varchar(36)) as RecordKey, m.Subject as Name, m.Started, coalesce(a.OrganisationId, o.Id) as OrganisationId, coalesce(a.RoundId, r.Id) as RoundId, a.Id as ApplicationId
                from   (select Id, Subject, SubjectId, coalesce(SentAt, CreatedAt) as Started from OutboxEmail where State in ('Sent', 'Failed', 'Uncertain')
                        union all
                        select Id, Subject, Id, ReceivedAt from ReceivedEmail where ApplicationId is null and OrganisationId is null) m
                left join MonitoringReturn t on t.Id = m.SubjectId
                left join Claim c on c.Id = m.SubjectId
                left join Payment y on y.Id = m.SubjectId
                left join Award w on w.Id = coalesce(t.AwardId, c.AwardId, y.AwardId, m.SubjectId)
                left join Application a on a.Id = coalesce(w.ApplicationId, m.SubjectId)
                left join Organisation o on o.Id = m.SubjectId
                left join Round r on r.Id = m.SubjectId
                where  m.Started <= @Before
                """,
            RecordType.SavedForm =>
                "select cast(h.Id as varchar(36)) as RecordKey, 'A form' as Name, h.SavedAt as Started, null as OrganisationId, null as RoundId, null as ApplicationId from SavedForm h where h.SavedAt <= @Before",
            RecordType.PersonAnswer => """
                select cast(f.Id as varchar(36)) as RecordKey, 'A copy for a person' as Name, coalesce(f.ApprovedAt, f.MadeAt) as Started, null as OrganisationId, null as RoundId, null as ApplicationId
                from   FoiAnswer f
                where  f.ApplicationId is null and coalesce(f.ApprovedAt, f.MadeAt) <= @Before
                """,
            // A refused extract was never in use, so nothing replaces it.
            RecordType.RegisterExtract => """
                select cast(i.Id as varchar(36)) as RecordKey, i.FileName as Name, i.Started, null as OrganisationId, null as RoundId, null as ApplicationId
                from   (select x.Id, x.FileName, case when x.State = 'Refused' then x.FinishedAt else (select min(n.FinishedAt) from RegisterImport n where n.Kind = x.Kind and n.State in ('Current', 'Replaced') and n.FinishedAt > x.FinishedAt) end as Started
                        from RegisterImport x where x.State in ('Replaced', 'Refused')) i
                where  i.Started <= @Before and not exists (select 1 from ErasedRecord e where e.RecordType = 'RegisterExtract' and e.RecordKey = cast(i.Id as varchar(36)))
                """,
            _ => """
                select cast(s.Id as varchar(36)) as RecordKey, o.Name, s.SeenAt as Started, s.OrganisationId, null as RoundId, null as ApplicationId
                from   RegisterSighting s
                join   Organisation o on o.Id = s.OrganisationId
                where  s.SeenAt <= @Before
                """,
        };

    /// <summary>In order of erasure: referring rows before the row itself. @gone, @blank (a letter), @account, @hash and @address are the
    /// replacement values.</summary>
    public static IReadOnlyList<ErasedPart> Parts(RecordType type) =>
        type switch
        {
            RecordType.UnsentDraft =>
            [
                .. Written,
                new("ApplicationTag", Application),
                new("FoiPassage", OfAnswer),
                new("FoiAnswer", Application, "PdfFileId = null", "PdfFileId"),
                new("FoiAnswer", Application, File: "BookFileId"),
                new("NoteMention", OfNote, Exported: false),
                new("NoteVersion", OfNote),
                new("Note", Application),
                new("Mailing", OnlyMailing, "Subject = @gone, Wording = @gone"),
                new("MailingRecipient", Application),
                new("ApplicantMessage", Application),
                new("ReceivedEmailFile", OfReceived, File: "FileId"),
                new("ReceivedEmail", Application),
                new("CheckPlan", Application),
                new("Finding", Application),
                new("DueDiligenceCheck", Application, File: "EvidenceFileId"),
                new("BudgetLine", Application),
                new("OutcomeMeasure", Application),
                new("ApplicationPriority", Application),
                new("OutboxEmail", "SubjectId = @key and State <> 'Claimed'", IsAbout: true),
                new(
                    "RoundTally",
                    "RoundId = (select a.RoundId from Application a where a.Id = @key)",
                    "Drafts = Drafts - 1",
                    Exported: false
                ),
                new("Application", "Id = @key and Status = 'Draft'"),
            ],
            RecordType.UnsuccessfulApplication =>
            [
                .. Considered,
                new(
                    "Application",
                    "Id = @key",
                    "ProjectName = @gone, Summary = @gone, DeclaredName = @gone, CopyJson = null, ContactEmail = null, ZoneLinks = null, WithdrawReason = null"
                ),
            ],
            RecordType.Award =>
            [
                .. Considered,
                new("AwardQuestion", Grant),
                new("Variation", Grant),
                new("AwardCondition", Grant, "Note = null, FileId = null", "FileId"),
                new(
                    "ClaimReceipt",
                    "ClaimId in (select c.Id from Claim c join Award w on w.Id = c.AwardId where w.ApplicationId = @key)",
                    "Supplier = @gone, FileId = null",
                    "FileId"
                ),
                new("Claim", Grant, "DecidedNote = null"),
                new("Payment", Grant, "Reason = @gone, DecidedNote = null, ResultNote = null"),
                new(
                    "RecoveryWriteOff",
                    "InvoiceId in (select i.Id from RecoveryInvoice i join Award w on w.Id = i.AwardId where w.ApplicationId = @key)",
                    "Reason = @gone, DecidedNote = null"
                ),
                new(
                    "RecoveryReceipt",
                    "InvoiceId in (select i.Id from RecoveryInvoice i join Award w on w.Id = i.AwardId where w.ApplicationId = @key)",
                    "RestNote = null, Reason = case when Reason is null then null else @gone end"
                ),
                new("RecoveryInvoice", Grant, "Reason = @gone, StoppedReason = null"),
                new("Instalment", Grant, "Condition = null"),
                new("PublicationConsent", Return),
                new("PublicPage", Grant),
                new("PublicPageVersion", Grant),
                new("PublicOutcome", Grant),
                // What the public reads stays: the law asks for every grant, and the words name no person.
                new("Publication", Grant, "Why = null, TakenDownWhy = null"),
                new("MonitoringPhoto", Return, File: "FileId"),
                new("MonitoringEvidence", Return, "FileId = null", "FileId"),
                new("ReturnPoint", Return),
                new("ReturnFlag", Return),
                new("ReturnDraft", Return),
                new("ReturnAnswer", Return),
                new(
                    "DiaryEntry",
                    Grant,
                    "Came = case when Came is null then null else 0 end, CameFirst = case when CameFirst is null then null else 0 end, Supplier = case when Supplier is null then null else @gone end, Note = null, FileId = null",
                    "FileId"
                ),
                new("ReturnVersion", Return),
                // The project's people leave the sums too; published editions are rounded sums of groups and stay.
                new("RoundPeople", RoundOfGrant, WithoutPeopleOfGrant, Exported: false),
                new("MonitoringPeople", Return),
                new(
                    "AwardTally",
                    TallyOfGrant,
                    $"PeopleNew = PeopleNew - ({FigureOfGrant("PeopleNew")}), PeopleRepeat = PeopleRepeat - ({FigureOfGrant("PeopleRepeat")})",
                    Exported: false
                ),
                new("AwardFigure", Grant, "PeopleNew = 0, PeopleRepeat = 0", Exported: false),
                new("FigureEditionAward", Grant, "Counted = null", Exported: false),
                new("MonitoringSpend", Return, "Explanation = null"),
                new("MonitoringOutcome", Return, "Achieved = @gone, BeforeFigure = null, AfterFigure = null"),
                new(
                    "MonitoringReturn",
                    Grant,
                    "Delivered = @gone, Learned = @gone, StrategyOutcomes = null, Story = null, QuoteText = null, PeopleNew = null, PeopleRepeat = null, Confirmed = null, EnteredWith = null, ReviewNote = null, FlagNote = null"
                ),
                new("VisitAction", $"VisitId in (select v.Id from Visit v where v.{Grant})", "What = @gone, Who = @gone"),
                new("VisitFile", $"VisitId in (select v.Id from Visit v where v.{Grant})", File: "FileId"),
                new("Visit", Grant, VisitGone),
                new(
                    "UseCertificateCopy",
                    Grant,
                    "Document = null, SignName = @gone, SignRole = @gone, Note = null, PaperFileId = null",
                    "PaperFileId"
                ),
                new("UseCertificateCopy", Grant, "ExaminerFileId = null", "ExaminerFileId"),
                new(
                    "UseCertificate",
                    Grant,
                    "Again = null, Examiner = null, ExaminerBody = null, ExaminerNumber = null, ExaminerFileId = null, WaiverReason = null",
                    "ExaminerFileId"
                ),
                new(
                    "CloseOut",
                    Grant,
                    "Note = null, AgreedName = case when AgreedName is null then null else @gone end, DisputeReason = null, ReuseFor = null, ReuseReason = null"
                ),
                new(
                    "Award",
                    Application,
                    "AcceptedName = case when AcceptedName is null then null else @gone end, AcceptedRole = null, HolderBound = null, AcceptanceJson = null, ContactName = null, ContactEmail = null, Purpose = null, EndedReason = null, PublishedAt = null"
                ),
                new("Application", "Id = @key", "DeclaredName = @gone, CopyJson = null, ContactEmail = null, ZoneLinks = null"),
            ],
            RecordType.VisitNotes =>
            [
                new("VisitAction", "VisitId = @key", "What = @gone, Who = @gone"),
                new("VisitFile", "VisitId = @key", File: "FileId"),
                new("Visit", "Id = @key", VisitGone),
            ],
            RecordType.BankDetails =>
            [
                new(
                    "BankDetails",
                    "Id = @key",
                    "EncryptedAccount = @account, LastFour = '0000', AccountHash = @hash, State = 'Replaced', ProofFileId = null, PayeeName = null, PayeeNote = null, CallNumber = null, CallSource = null, CallPerson = null, CallRole = null, CallNote = null, ProposedNote = null, DecidedNote = null, RecheckWhy = null",
                    "ProofFileId"
                ),
            ],
            RecordType.EqualityAnswers => [new("EqualityAnswer", "RoundId = @key")],
            RecordType.FraudCase => [new("FraudCase", "Id = @key")],
            RecordType.Concern => [new("ConcernNote", "ConcernId = @key"), new("Concern", "Id = @key")],
            RecordType.DecisionPaper =>
            [
                new("PaperText", LastPaper("PaperText"), "Wording = @gone"),
                new("PaperComment", LastPaper("PaperComment"), "Wording = @gone"),
                new("PaperSignOff", "RecommendationId = @key", "Note = null"),
                new("RecommendationLine", "RecommendationId = @key", "Reason = @gone, CrimeReason = null"),
                new("DecisionDraft", "RecommendationId = @key"),
                new("DecisionInterest", "DecisionId in (select d.Id from Decision d where d.RecommendationId = @key)", "Detail = @gone"),
                new("Decision", "RecommendationId = @key", "Interests = @gone, Note = null"),
                new("Recommendation", "Id = @key", "PaperJson = @blank, PutOffWhy = null"),
            ],
            RecordType.OrganisationDetails =>
            [
                new("OrganisationProfileAnswer", "OrganisationId = @key"),
                new("OrganisationProfile", "OrganisationId = @key"),
                new("OrganisationInvitation", "OrganisationId = @key"),
                new("MatchKey", "OrganisationId = @key", Exported: false),
                new("MatchIndexed", "OrganisationId = @key", Exported: false),
                new("RegisterSighting", "OrganisationId = @key"),
                new(
                    "SanctionCompared",
                    "PersonDetailId in (select d.Id from PersonDetail d where d.OrganisationId = @key)",
                    Exported: false
                ),
                new("PersonDetail", "OrganisationId = @key", Exported: false),
                new("NoteMention", OfOrganisationNote, Exported: false),
                new("NoteVersion", OfOrganisationNote),
                new("Note", AboutOrganisation),
                new("MailingRecipient", "OrganisationId = @key", "SentWording = @gone, SentSubject = @gone"),
                new("ReceivedEmailFile", OfOrganisationReceived, File: "FileId"),
                new("ReceivedEmail", AboutOrganisation),
                new("OrganisationTag", "OrganisationId = @key"),
                new(
                    "OrganisationLink",
                    "OrganisationId = @key or HostId = @key",
                    "Reason = @gone, EndedReason = case when EndedReason is null then null else @gone end"
                ),
                new(
                    "OrganisationMerge",
                    "StandsId = @key or MergedId = @key",
                    "Reason = @gone, UndoneReason = case when UndoneReason is null then null else @gone end"
                ),
                new("PastApplication", "OrganisationId = @key", "Notes = case when Notes is null then null else @gone end"),
                new("Organisation", "Id = @key", "AddressLine = @gone, Town = @gone, Postcode = '', Phone = '', Version = Version + 1"),
            ],
            RecordType.Account =>
            [
                new("PersonRecoveryCode", "PersonId = @key", Exported: false),
                new("PersonPasskey", "PersonId = @key", Exported: false),
                new("PersonSession", "PersonId = @key", Exported: false),
                new("SignInEvent", "PersonId = @key"),
                new("SavedView", "PersonId = @key", Exported: false),
                new("WorkEmail", "PersonId = @key", Exported: false),
                new("SavedForm", "PersonId = @key", Exported: false),
                new("OrganisationMember", "PersonId = @key"),
                new("OrganisationLeaver", "PersonId = @key"),
                new("OrganisationInvitation", $"Email = {Address}"),
                new("OpeningAlert", $"Email = {Address}", Exported: false),
                new("OutboxEmail", $"ToAddress = {Address} and State <> 'Claimed' and not ({AboutOnHold})"),
                new("MailingRecipient", "PersonId = @key", "SentWording = @gone, SentSubject = @gone"),
                new("ReceivedEmailFile", UnplacedOf, File: "FileId"),
                new("ReceivedEmail", $"FromAddress = lower({Address}) and ApplicationId is null and OrganisationId is null"),
                new("Award", $"ContactEmail = {Address} and EndedAt is not null", "ContactName = null, ContactEmail = null"),
                new("FoiPassage", $"AnswerId in (select f.Id from FoiAnswer f where f.{AnsweredPerson})"),
                new("FoiAnswer", AnsweredPerson, "PdfFileId = null", "PdfFileId"),
                new("FoiAnswer", AnsweredPerson, File: "BookFileId"),
                new("PersonRole", "PersonId = @key"),
                new(
                    "Person",
                    "Id = @key",
                    "DisplayName = 'Erased person', Email = @address, EmailConfirmed = 0, PasswordHash = null, AuthenticatorKey = null, PendingKey = null, DirectorySubject = null, TwoFactorEnabled = 0, SecurityStamp = @address, Version = Version + 1"
                ),
            ],
            RecordType.Email =>
            [
                new("OutboxEmail", "Id = @key and State in ('Sent', 'Failed', 'Uncertain')"),
                new("ReceivedEmailFile", "EmailId = @key", File: "FileId"),
                new("ReceivedEmail", "Id = @key and ApplicationId is null and OrganisationId is null"),
            ],
            RecordType.SavedForm => [new("SavedForm", "Id = @key")],
            RecordType.PersonAnswer =>
            [
                new("FoiPassage", "AnswerId = @key"),
                new("FoiAnswer", "Id = @key", "PdfFileId = null", "PdfFileId"),
                new("FoiAnswer", "Id = @key", File: "BookFileId"),
            ],
            RecordType.RegisterExtract =>
            [
                new("SanctionKey", "NameId in (select s.Id from SanctionName s where s.ImportId = @key)", Exported: false),
                new("SanctionName", "ImportId = @key", Exported: false),
                new("RegisterEntry", "ImportId = @key", Exported: false),
                new("RegisterOtherName", "ImportId = @key", Exported: false),
                new("RegisterTrustee", "ImportId = @key", Exported: false),
                new("RegisterKey", "ImportId = @key", Exported: false),
                new("RegisterBadLine", "ImportId = @key", Exported: false),
                new("RegisterPart", "ImportId = @key", "FileId = null", "FileId", Exported: false),
                new("RegisterImport", "Id = @key", "FileId = null, Faults = null", "FileId"),
            ],
            _ => [new("RegisterSighting", "Id = @key")],
        };

    private static string FigureOfGrant(string column) =>
        $"select f.{column} from AwardFigure f join Award w on w.Id = f.AwardId where w.ApplicationId = @key";

    private static readonly ErasedPart[] Written =
    [
        new("ChangeRequestAnswer", OfRequest),
        new("ChangeRequestPart", OfRequest),
        new("ChangeRequestKind", OfRequest, Exported: false),
        new("ChangeRequestDocument", OfRequest, File: "FileId"),
        new("ChangeRequest", Application),
        new("EarlierCopy", Application),
        new("ApplicationCertificate", Application),
        new("ApplicationSection", Application),
        new("ApplicationReminder", Application),
        new("EligibilityAnswer", Application),
        new("Answer", Application),
        new("ApplicationDocument", Application, File: "FileId"),
        new("Safeguarding", Application),
        new("SubsidyOther", Application),
        new("TextFingerprint", Application, Exported: false),
    ];

    private static readonly ErasedPart[] Considered =
    [
        .. Written,
        new("BudgetLine", Application, "Item = @gone"),
        new("OutcomeMeasure", Application, "Outcome = @gone, Measure = @gone, Baseline = '', Target = ''"),
        new("ApplicationTag", Application),
        new("FoiPassage", OfAnswer),
        new("FoiAnswer", Application, "PdfFileId = null", "PdfFileId"),
        new("FoiAnswer", Application, File: "BookFileId"),
        new("NoteMention", OfNote, Exported: false),
        new("NoteVersion", OfNote),
        new("Note", Application),
        new("Mailing", OnlyMailing, "Subject = @gone, Wording = @gone"),
        new("MailingRecipient", Application, "SentWording = @gone, SentSubject = @gone"),
        new("ApplicantMessage", Application),
        new("ReceivedEmailFile", OfReceived, File: "FileId"),
        new("ReceivedEmail", Application),
        new("CheckPlan", Application, "Reasons = @gone"),
        new("Finding", Application),
        new("DueDiligenceCheck", Application, "Note = null, Source = null, EvidenceFileId = null, SecondNote = null", "EvidenceFileId"),
        new("Subsidy", Application, "Reason = @gone, ConfirmedName = null"),
        new("Score", Sheet, "Reason = @gone"),
        new("PassFailAnswer", Sheet, "Reason = @gone"),
        new("CorrectionRequest", Sheet, "Reason = @gone, Answer = null"),
        new("ScoringAssignment", Application, "ConflictDetail = null, AdvisedCondition = null, MeetingQuestion = null"),
        new("AgreedScore", Application, "Reason = null"),
        new("AgreedPassFail", Application, "Reason = null"),
        new("Moderation", Application, "Note = @gone, Present = @gone"),
        new("ReopenedModeration", Application),
        new("CloseCall", Application, "Wording = @gone"),
        new("ModerationFlag", Application, "Wording = @gone, Resolution = null"),
        new("PartAward", Application, "Reason = @gone, Answer = null"),
        new("CrimeReason", Application),
        new("RecommendationLine", Application, "Reason = @gone, CrimeReason = null"),
        new("DecisionDraftLine", Application),
        new("DecisionInterest", Application, "Detail = @gone"),
        new("DecisionLine", Application, "Reason = null, Condition = null, CrimeReason = null"),
        new("DecisionReview", Application, "FromWhom = @gone, Ground = @gone, Reasons = null, VariationId = null"),
        new(
            "Letter",
            Application + " and DocumentJson is not null",
            "DocumentJson = @blank, PdfFileId = null, Personal = null, Correction = null, OwnWords = null",
            "PdfFileId"
        ),
        new("KeptParagraph", Application),
        new("OutboxEmail", "SubjectId = @key and State <> 'Claimed'", IsAbout: true),
    ];
}
