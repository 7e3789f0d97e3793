using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Dashboard;

/// <summary>
/// Everything on record about one project, for an auditor. Never in it: what applicants said for equality monitoring, account numbers,
/// proofs of accounts, and concerns. None of their tables is read here.
/// </summary>
public sealed class ProjectFile(Db db)
{
    public sealed record Project
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required Money GivenBack { get; init; }
        public required string CrimeReductionReason { get; init; }
        public required string Conditions { get; init; }
        public string? Purpose { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public DateTime? OfferedAt { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedName { get; init; }
        public string? AcceptedRole { get; init; }
        public string? AcceptedSha256 { get; init; }
        public DateTime? EndedAt { get; init; }
        public string? EndedHow { get; init; }
        public string? EndedBy { get; init; }
        public string? EndedReason { get; init; }
        public string? PreventionLevel { get; init; }
        public DateTime? PublishedAt { get; init; }
    }

    public sealed record EarlierCopy
    {
        public required string Reason { get; init; }
        public required DateTime AnsweredAt { get; init; }
        public required string CopyBefore { get; init; }
        public required string Sha256Before { get; init; }
    }

    public sealed record Check
    {
        public required string Name { get; init; }
        public required CheckStatus Status { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public string? CheckedBy { get; init; }
        public DateOnly? ExpiresOn { get; init; }
    }

    public sealed record Score
    {
        public required string Criterion { get; init; }
        public required int Weight { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public string? AgreedBy { get; init; }
        public required DateTime AgreedAt { get; init; }
    }

    public sealed record Gate
    {
        public required string Name { get; init; }
        public required bool Passed { get; init; }
        public string? Reason { get; init; }
    }

    public sealed record Meeting
    {
        public required string Note { get; init; }
        public required string Present { get; init; }
    }

    public sealed record Decision
    {
        public string? Number { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required string DecidedBy { get; init; }
        public required bool Funded { get; init; }
        public required Money Amount { get; init; }
        public string? Reason { get; init; }
        public string? Condition { get; init; }
        public string? Corrects { get; init; }
    }

    public sealed record Letter
    {
        public required string Kind { get; init; }
        public required string State { get; init; }
        public required DateTime MadeAt { get; init; }
        public DateTime? SentAt { get; init; }
        public required string Sha256 { get; init; }
        public required string DocumentJson { get; init; }
        public Guid? PdfFileId { get; init; }
    }

    public sealed record Requirement
    {
        public required string Name { get; init; }
        public required string Stage { get; init; }
        public required string State { get; init; }
        public DateTime? GivenAt { get; init; }
        public string? Note { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
    }

    public sealed record Question
    {
        public required string Asked { get; init; }
        public string? AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
        public string? Answer { get; init; }
        public string? AnsweredBy { get; init; }
        public DateTime? AnsweredAt { get; init; }
    }

    public sealed record Change
    {
        public required AwardChangeKind Kind { get; init; }
        public required string Reason { get; init; }
        public required AwardChangeDetails Wanted { get; init; }
        public AwardChangeDetails? Earlier { get; init; }
        public required bool AskedByOffice { get; init; }
        public string? AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
        public required string State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
    }

    public sealed record Instalment
    {
        public required Money Amount { get; init; }
        public required DateOnly DueOn { get; init; }
        public required bool InArrears { get; init; }
        public string? Condition { get; init; }
        public string? MetBy { get; init; }
        public DateTime? MetAt { get; init; }
    }

    public sealed record Receipt
    {
        public required DateTime ClaimedAt { get; init; }
        public required string State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required string Item { get; init; }
        public required string Supplier { get; init; }
        public required DateOnly SpentOn { get; init; }
        public required Money Amount { get; init; }
    }

    public sealed record Payment
    {
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required string Status { get; init; }
        public string? RequestedBy { get; init; }
        public required DateTime RequestedAt { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public string? Batch { get; init; }
        public DateOnly? PaidOn { get; init; }
        public string? ResultNote { get; init; }
    }

    public sealed record Return
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string Status { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public string? PreventionLevel { get; init; }
        public string? Story { get; init; }
        public required bool StoryConsent { get; init; }
        public string? QuoteText { get; init; }
        public required bool QuoteConsent { get; init; }
        public string? PreparedBy { get; init; }
        public DateTime? PreparedAt { get; init; }
        public string? SubmittedBy { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public string? ReviewedBy { get; init; }
        public DateTime? ReviewedAt { get; init; }
        public string? ReviewNote { get; init; }
        public string? Rating { get; init; }
    }

    public sealed record Spend
    {
        public required Guid ReturnId { get; init; }
        public required string Item { get; init; }
        public required Money Budget { get; init; }
        public required Money Spent { get; init; }
        public string? Explanation { get; init; }
    }

    public sealed record Came
    {
        public required Guid ReturnId { get; init; }
        public required string Outcome { get; init; }
        public required string Measure { get; init; }
        public required string Baseline { get; init; }
        public required string Target { get; init; }
        public string? BeforeFigure { get; init; }
        public string? AfterFigure { get; init; }
        public required string Achieved { get; init; }
        public string? Verdict { get; init; }
    }

    public sealed record People
    {
        public required Guid ReturnId { get; init; }
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required int Number { get; init; }
    }

    public sealed record Point
    {
        public required Guid ReturnId { get; init; }
        public required string Part { get; init; }
        public required string Note { get; init; }
        public string? AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
    }

    public sealed record Visit
    {
        public required DateOnly VisitedOn { get; init; }
        public required string Who { get; init; }
        public required bool ByCommissioner { get; init; }
        public required string Notes { get; init; }
        public string? RecordedBy { get; init; }
    }

    public sealed record CloseOut
    {
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
        public required Money Spent { get; init; }
        public required Money NotDrawn { get; init; }
        public required Money ToReturn { get; init; }
        public string? ProposedBy { get; init; }
        public required DateTime ProposedAt { get; init; }
        public string? Note { get; init; }
        public string? AgreedName { get; init; }
        public DateTime? AgreedAt { get; init; }
        public string? ReuseFor { get; init; }
        public required Money Reused { get; init; }
        public string? ReuseBy { get; init; }
        public DateTime? ReuseAt { get; init; }
        public string? ReuseReason { get; init; }
        public string? InvoiceNumber { get; init; }
        public required Money Received { get; init; }
        public DateOnly? ReceivedOn { get; init; }
        public string? ReceiptReference { get; init; }
        public string? ClosedBy { get; init; }
        public DateTime? ClosedAt { get; init; }
    }

    /// <summary>A file that somebody uploaded.</summary>
    public sealed record Upload
    {
        public required string Source { get; init; }
        public required string What { get; init; }
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
        public required ScanState ScanState { get; init; }
    }

    public sealed record Contents
    {
        public required Project Project { get; init; }
        public required DateTime At { get; init; }
        public required BidCopy.View Application { get; init; }
        public required IReadOnlyList<EarlierCopy> EarlierCopies { get; init; }
        public required IReadOnlyList<Check> Checks { get; init; }
        public required IReadOnlyList<Score> Scores { get; init; }
        public required IReadOnlyList<Gate> Gates { get; init; }
        public Meeting? Meeting { get; init; }
        public required IReadOnlyList<Decision> Decisions { get; init; }
        public required IReadOnlyList<Letter> Letters { get; init; }
        public required IReadOnlyList<Requirement> Requirements { get; init; }
        public required IReadOnlyList<Question> Questions { get; init; }
        public required IReadOnlyList<Change> Changes { get; init; }
        public required IReadOnlyList<Instalment> Instalments { get; init; }
        public required IReadOnlyList<Receipt> Receipts { get; init; }
        public required IReadOnlyList<Payment> Payments { get; init; }
        public required IReadOnlyList<Return> Returns { get; init; }
        public required ILookup<Guid, Spend> Spending { get; init; }
        public required ILookup<Guid, Came> Outcomes { get; init; }
        public required ILookup<Guid, People> PeopleReached { get; init; }
        public required ILookup<Guid, Point> Points { get; init; }
        public required IReadOnlyList<Visit> Visits { get; init; }
        public CloseOut? CloseOut { get; init; }
        public required IReadOnlyList<Upload> Uploads { get; init; }
        public required IReadOnlyList<AuditEntry> Trail { get; init; }
    }

    public Task<Contents> GetAsync(Guid award) => db.ReadAsync(async work =>
    {
        var project = await work.FindAsync<Project>(ProjectSql, new { award });
        var ids = new { award, application = project.ApplicationId };
        return new Contents
        {
            Project = project, At = work.Now,
            Application = await BidCopy.GetAsync(work, project.ApplicationId),
            EarlierCopies = await work.QueryAsync<EarlierCopy>("select c.Reason, c.AnsweredAt, c.CopyBefore, c.Sha256Before from ChangeRequest c where c.ApplicationId = @application and c.AnsweredAt is not null and c.CopyBefore is not null and c.Sha256Before is not null order by c.AskedAt", ids),
            Checks = await work.QueryAsync<Check>("select c.Name, c.Status, c.CheckedOn, p.DisplayName as CheckedBy, c.ExpiresOn from DueDiligenceCheck c left join Person p on p.Id = c.CheckedBy where c.ApplicationId = @application order by c.Position", ids),
            Scores = await work.QueryAsync<Score>(ScoresSql, ids),
            Gates = await work.QueryAsync<Gate>("select g.Name, s.Passed, s.Reason from AgreedGate s join Gate g on g.Id = s.GateId where s.ApplicationId = @application order by g.Position", ids),
            Meeting = await work.FindOrDefaultAsync<Meeting>("select m.Note, m.Present from Moderation m where m.ApplicationId = @application", ids),
            Decisions = await work.QueryAsync<Decision>(DecisionsSql, ids),
            Letters = await work.QueryAsync<Letter>("select l.Kind, l.State, l.MadeAt, l.SentAt, l.Sha256, l.DocumentJson, l.PdfFileId from Letter l where l.ApplicationId = @application and l.State <> 'Waiting' order by l.MadeAt, l.Kind, l.Id", ids),
            Requirements = await work.QueryAsync<Requirement>("select q.Name, q.Stage, q.State, q.GivenAt, q.Note, p.DisplayName as DecidedBy, q.DecidedAt from AwardRequirement q left join Person p on p.Id = q.DecidedBy where q.AwardId = @award order by q.Position", ids),
            Questions = await work.QueryAsync<Question>("select q.Question as Asked, p.DisplayName as AskedBy, q.AskedAt, q.Answer, n.DisplayName as AnsweredBy, q.AnsweredAt from AwardQuestion q left join Person p on p.Id = q.AskedBy left join Person n on n.Id = q.AnsweredBy where q.AwardId = @award order by q.AskedAt", ids),
            Changes = await work.QueryAsync<Change>(ChangesSql, ids),
            Instalments = await work.QueryAsync<Instalment>("select i.Amount, i.DueOn, i.InArrears, i.Condition, p.DisplayName as MetBy, i.MetAt from Instalment i left join Person p on p.Id = i.MetBy where i.AwardId = @award order by i.Position", ids),
            Receipts = await work.QueryAsync<Receipt>(ReceiptsSql, ids),
            Payments = await work.QueryAsync<Payment>(PaymentsSql, ids),
            Returns = await work.QueryAsync<Return>(ReturnsSql, ids),
            Spending = (await work.QueryAsync<Spend>(SpendingSql, ids)).ToLookup(row => row.ReturnId),
            Outcomes = (await work.QueryAsync<Came>(OutcomesSql, ids)).ToLookup(row => row.ReturnId),
            PeopleReached = (await work.QueryAsync<People>("select p.ReturnId, p.Question, p.Choice, p.People as Number from MonitoringPeople p join MonitoringReturn t on t.Id = p.ReturnId where t.AwardId = @award order by p.Question, p.Choice", ids)).ToLookup(row => row.ReturnId),
            Points = (await work.QueryAsync<Point>("select x.ReturnId, x.Part, x.Note, p.DisplayName as AskedBy, x.AskedAt from ReturnPoint x join MonitoringReturn t on t.Id = x.ReturnId left join Person p on p.Id = x.AskedBy where t.AwardId = @award order by x.AskedAt, x.Part", ids)).ToLookup(row => row.ReturnId),
            Visits = await work.QueryAsync<Visit>("select v.VisitedOn, v.Who, v.ByCommissioner, v.Notes, p.DisplayName as RecordedBy from Visit v left join Person p on p.Id = v.RecordedBy where v.AwardId = @award order by v.VisitedOn, v.RecordedAt", ids),
            CloseOut = await work.FindOrDefaultAsync<CloseOut>(CloseOutSql, ids),
            Uploads = await work.QueryAsync<Upload>(UploadsSql, ids),
            Trail = await work.QueryAsync<AuditEntry>(TrailSql, ids),
        };
    });

    private const string ProjectSql = """
        select    w.Id, w.ApplicationId, w.RoundId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount, w.GivenBack, w.CrimeReductionReason, w.Conditions, w.Purpose, coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn,
                  w.OfferedAt, w.AcceptBy, w.AcceptedAt, w.AcceptedName, w.AcceptedRole, w.AcceptedSha256, w.EndedAt, w.EndedHow, p.DisplayName as EndedBy, w.EndedReason, w.PreventionLevel, w.PublishedAt
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join Person p on p.Id = w.EndedBy
        where     w.Id = @award
        """;
    private const string ScoresSql = """
        select    c.Name as Criterion, c.Weight, s.Numerator, s.Denominator, s.Reason, p.DisplayName as AgreedBy, s.AgreedAt
        from      AgreedScore s
        join      Criterion c on c.Id = s.CriterionId
        left join Person p on p.Id = s.AgreedBy
        where     s.ApplicationId = @application
        order by  c.Position
        """;
    private const string DecisionsSql = """
        select    d.Number, d.DecidedAt, p.DisplayName as DecidedBy, l.Funded, l.Amount, l.Reason, l.Condition, c.Number as Corrects
        from      DecisionLine l
        join      Decision d on d.Id = l.DecisionId
        join      Person p on p.Id = d.DecidedBy
        left join Decision c on c.Id = d.CorrectsId
        where     l.ApplicationId = @application
        order by  d.DecidedAt
        """;
    // What is wanted of an account is kept with the account, and not here.
    private const string ChangesSql = """
        select    c.Kind, c.Reason, case when c.Kind = 'Bank' then '{}' else c.Wanted end as Wanted, case when c.Kind = 'Bank' then null else c.Earlier end as Earlier,
                  c.AskedByOffice, p.DisplayName as AskedBy, c.AskedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote
        from      AwardChange c
        left join Person p on p.Id = c.AskedBy
        left join Person d on d.Id = c.DecidedBy
        where     c.AwardId = @award
        order by  c.AskedAt
        """;
    private const string ReceiptsSql = """
        select    c.ClaimedAt, c.State, p.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote, b.Item, r.Supplier, r.SpentOn, r.Amount
        from      Claim c
        join      ClaimReceipt r on r.ClaimId = c.Id
        join      BudgetLine b on b.Id = r.BudgetLineId
        left join Person p on p.Id = c.DecidedBy
        where     c.AwardId = @award
        order by  c.ClaimedAt, r.Position
        """;
    private const string PaymentsSql = """
        select    y.Amount, y.Reason, y.Status, q.DisplayName as RequestedBy, y.RequestedAt, d.DisplayName as DecidedBy, y.DecidedAt, y.DecidedNote, b.Number as Batch, y.PaidOn, y.ResultNote
        from      Payment y
        left join Person q on q.Id = y.RequestedBy
        left join Person d on d.Id = y.DecidedBy
        left join PaymentBatch b on b.Id = y.BatchId
        where     y.AwardId = @award
        order by  y.RequestedAt, y.Amount
        """;
    private const string ReturnsSql = """
        select    t.Id, t.Kind, t.Status, t.DueOn, t.PeriodFrom, t.PeriodTo, t.Delivered, t.Learned, t.PeopleNew, t.PeopleRepeat, t.PreventionLevel, t.Story, t.StoryConsent, t.QuoteText, t.QuoteConsent,
                  e.DisplayName as PreparedBy, t.PreparedAt, s.DisplayName as SubmittedBy, t.SubmittedAt, v.DisplayName as ReviewedBy, t.ReviewedAt, t.ReviewNote, t.Rating
        from      MonitoringReturn t
        left join Person e on e.Id = t.PreparedBy
        left join Person s on s.Id = t.SubmittedBy
        left join Person v on v.Id = t.ReviewedBy
        where     t.AwardId = @award
        order by  t.DueOn, t.Kind
        """;
    private const string SpendingSql = """
        select   s.ReturnId, b.Item, coalesce(b.Awarded, b.Requested) as Budget, s.Spent, s.Explanation
        from     MonitoringReturn t
        join     MonitoringSpend s on s.ReturnId = t.Id
        join     BudgetLine b on b.Id = s.BudgetLineId
        where    t.AwardId = @award
        order by t.DueOn, t.Kind, b.Position
        """;
    private const string OutcomesSql = """
        select   x.ReturnId, m.Outcome, m.Measure, m.Baseline, m.Target, x.BeforeFigure, x.AfterFigure, x.Achieved, x.Verdict
        from     MonitoringReturn t
        join     MonitoringOutcome x on x.ReturnId = t.Id
        join     OutcomeMeasure m on m.Id = x.OutcomeMeasureId
        where    t.AwardId = @award
        order by t.DueOn, t.Kind, m.Position
        """;
    private const string CloseOutSql = """
        select    c.Awarded, c.Paid, c.Spent, c.NotDrawn, c.ToReturn, p.DisplayName as ProposedBy, c.ProposedAt, c.Note, c.AgreedName, c.AgreedAt, c.ReuseFor, c.Reused, u.DisplayName as ReuseBy, c.ReuseAt, c.ReuseReason,
                  c.InvoiceNumber, c.Received, c.ReceivedOn, c.ReceiptReference, z.DisplayName as ClosedBy, c.ClosedAt
        from      CloseOut c
        left join Person p on p.Id = c.ProposedBy
        left join Person u on u.Id = c.ReuseBy
        left join Person z on z.Id = c.ClosedBy
        where     c.AwardId = @award
        """;
    private const string UploadsSql = """
        with Upload as (
            select 1 as Place, 'application' as Source, k.Name as What, d.FileId from ApplicationDocument d join DocumentKind k on k.Id = d.DocumentKindId where d.ApplicationId = @application
            union all
            select 2, 'requirements', q.Name, q.FileId from AwardRequirement q where q.AwardId = @award and q.FileId is not null
            union all
            select 3, 'receipts', r.Supplier, r.FileId from ClaimReceipt r join Claim c on c.Id = r.ClaimId where c.AwardId = @award and r.FileId is not null
            union all
            select 4, 'return-evidence', b.Item, e.FileId from MonitoringEvidence e join MonitoringReturn t on t.Id = e.ReturnId join BudgetLine b on b.Id = e.BudgetLineId where t.AwardId = @award and e.FileId is not null
            union all
            select 5, 'photographs', p.Caption, p.FileId from MonitoringPhoto p join MonitoringReturn t on t.Id = p.ReturnId where t.AwardId = @award
        )
        select   u.Source, u.What, s.Id, s.Name, s.ByteLength, s.Sha256, s.ScanState
        from     Upload u
        join     StoredFile s on s.Id = u.FileId
        order by u.Place, s.StoredAt, s.Name, s.Sha256
        """;
    private const string TrailSql = """
        select   e.Sequence, e.At, e.ActorId, e.ActorName, e.Action, e.SubjectId, e.Detail, e.PreviousHash, e.Hash
        from     AuditEntry e
        where    e.Action <> 'EqualityAnswered' and e.SubjectId in (
                     select w.Id from Award w where w.Id = @award
                     union all select w.ApplicationId from Award w where w.Id = @award
                     union all select c.Id from DueDiligenceCheck c where c.ApplicationId = @application
                     union all select s.Id from ScoringAssignment s where s.ApplicationId = @application
                     union all select l.Id from Letter l where l.ApplicationId = @application
                     union all select q.Id from AwardRequirement q where q.AwardId = @award
                     union all select k.Id from AwardQuestion k where k.AwardId = @award
                     union all select h.Id from AwardChange h where h.AwardId = @award
                     union all select i.Id from Instalment i where i.AwardId = @award
                     union all select m.Id from Claim m where m.AwardId = @award
                     union all select y.Id from Payment y where y.AwardId = @award
                     union all select t.Id from MonitoringReturn t where t.AwardId = @award
                     union all select v.Id from Visit v where v.AwardId = @award)
        order by e.Sequence
        """;
}
