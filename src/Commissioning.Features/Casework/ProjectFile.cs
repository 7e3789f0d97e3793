using Commissioning.Domain.Audit;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Everything on record about one project, for an auditor. Never included: equality answers, account numbers, proofs of accounts,
/// and concerns. None of their tables is read here.</summary>
public sealed partial class ProjectFile(Db db)
{
    public Task<Contents> GetAsync(Guid award) =>
        db.ReadAsync(async work =>
        {
            var project = await work.FindAsync<Project>(ProjectSql, new { award });
            var ids = new { award, application = project.ApplicationId };
            return new Contents
            {
                Project = project,
                At = work.Now,
                Application = await SubmittedCopy.GetAsync(work, project.ApplicationId),
                EarlierCopies = await work.QueryAsync<EarlierCopy>(
                    "select c.Reason, c.AnsweredAt, c.CopyBefore, c.Sha256Before from ChangeRequest c where c.ApplicationId = @application and c.AnsweredAt is not null and c.CopyBefore is not null and c.Sha256Before is not null order by c.AskedAt, c.Id",
                    ids
                ),
                Checks = await work.QueryAsync<Check>(
                    "select c.Name, c.Status, c.CheckedOn, p.DisplayName as CheckedBy, c.ExpiresOn from DueDiligenceCheck c left join Person p on p.Id = c.CheckedBy where c.ApplicationId = @application order by c.Position",
                    ids
                ),
                Scores = await work.QueryAsync<Score>(ScoresSql, ids),
                PassFailCriteria = await work.QueryAsync<PassFailRow>(
                    "select g.Name, s.Passed, s.Reason from AgreedPassFail s join PassFailCriterion g on g.Id = s.PassFailCriterionId where s.ApplicationId = @application order by g.Position",
                    ids
                ),
                Meeting = await work.FindOrDefaultAsync<Meeting>(
                    "select m.Note, m.Present from Moderation m where m.ApplicationId = @application",
                    ids
                ),
                Decisions = await work.QueryAsync<Decision>(DecisionsSql, ids),
                Letters = await work.QueryAsync<Letter>(
                    "select l.Kind, l.State, l.MadeAt, l.SentAt, l.Sha256, l.DocumentJson, l.PdfFileId from Letter l where l.ApplicationId = @application and l.State <> 'Waiting' order by l.MadeAt, l.Kind, l.Id",
                    ids
                ),
                AwardConditions = await work.QueryAsync<AwardCondition>(
                    "select q.Name, q.Stage, q.State, q.GivenAt, q.Note, p.DisplayName as DecidedBy, q.DecidedAt from AwardCondition q left join Person p on p.Id = q.DecidedBy where q.AwardId = @award order by q.Position",
                    ids
                ),
                Questions = await work.QueryAsync<Question>(
                    "select q.Question as Asked, p.DisplayName as AskedBy, q.AskedAt, q.Answer, n.DisplayName as AnsweredBy, q.AnsweredAt from AwardQuestion q left join Person p on p.Id = q.AskedBy left join Person n on n.Id = q.AnsweredBy where q.AwardId = @award order by q.AskedAt, q.Id",
                    ids
                ),
                Changes = await work.QueryAsync<Change>(ChangesSql, ids),
                Instalments = await work.QueryAsync<Instalment>(
                    "select i.Amount, i.DueOn, i.InArrears, i.Condition, p.DisplayName as MetBy, i.MetAt from Instalment i left join Person p on p.Id = i.MetBy where i.AwardId = @award order by i.Position",
                    ids
                ),
                Receipts = await work.QueryAsync<Receipt>(ReceiptsSql, ids),
                Payments = await work.QueryAsync<Payment>(PaymentsSql, ids),
                Returns = await work.QueryAsync<Return>(ReturnsSql, ids),
                Spending = (await work.QueryAsync<SpendRow>(SpendingSql, ids)).ToLookup(row => row.ReturnId),
                Outcomes = (await work.QueryAsync<OutcomeAchieved>(OutcomesSql, ids)).ToLookup(row => row.ReturnId),
                PeopleReached = (
                    await work.QueryAsync<People>(
                        "select p.ReturnId, p.Question, p.Choice, p.People as Number from MonitoringPeople p join MonitoringReturn t on t.Id = p.ReturnId where t.AwardId = @award order by p.Question, p.Choice, p.ReturnId",
                        ids
                    )
                ).ToLookup(row => row.ReturnId),
                Value = (
                    await work.QueryAsync<ReviewPoint>(
                        "select x.ReturnId, x.Part, x.Note, p.DisplayName as AskedBy, x.AskedAt from ReturnPoint x join MonitoringReturn t on t.Id = x.ReturnId left join Person p on p.Id = x.AskedBy where t.AwardId = @award order by x.AskedAt, x.Part, x.Id",
                        ids
                    )
                ).ToLookup(row => row.ReturnId),
                Visits = await work.QueryAsync<Visit>(
                    "select v.VisitedOn, v.Who, v.ByCommissioner, v.Notes, p.DisplayName as RecordedBy from Visit v left join Person p on p.Id = v.RecordedBy where v.AwardId = @award order by v.VisitedOn, v.RecordedAt, v.Id",
                    ids
                ),
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
        order by  d.DecidedAt, d.Id
        """;

    // Requested bank details are stored with the account and not included here.
    private const string ChangesSql = """
        select    c.Kind, c.Reason, case when c.Kind = 'Bank' then '{}' else c.Wanted end as Wanted, case when c.Kind = 'Bank' then null else c.Earlier end as Earlier,
                  c.AskedByOffice, p.DisplayName as AskedBy, c.AskedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote
        from      Variation c
        left join Person p on p.Id = c.AskedBy
        left join Person d on d.Id = c.DecidedBy
        where     c.AwardId = @award
        order by  c.AskedAt, c.Id
        """;
    private const string ReceiptsSql = """
        select    c.ClaimedAt, c.State, p.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote, b.Item, r.Supplier, r.SpentOn, r.Amount
        from      Claim c
        join      ClaimReceipt r on r.ClaimId = c.Id
        join      BudgetLine b on b.Id = r.BudgetLineId
        left join Person p on p.Id = c.DecidedBy
        where     c.AwardId = @award
        order by  c.ClaimedAt, c.Id, r.Position
        """;
    private const string PaymentsSql = """
        select    y.Amount, y.Reason, y.Status, q.DisplayName as RequestedBy, y.RequestedAt, d.DisplayName as DecidedBy, y.DecidedAt, y.DecidedNote, b.Number as Batch, y.PaidOn, y.ResultNote
        from      Payment y
        left join Person q on q.Id = y.RequestedBy
        left join Person d on d.Id = y.DecidedBy
        left join PaymentRun b on b.Id = y.RunId
        where     y.AwardId = @award
        order by  y.RequestedAt, y.Amount, y.Id
        """;
    private const string ReturnsSql = """
        select    t.Id, t.Kind, t.Status, t.DueOn, t.PeriodFrom, t.PeriodTo, t.Delivered, t.Learned, t.PeopleNew, t.PeopleRepeat, t.PreventionLevel, t.Story, t.StoryConsent, t.QuoteText, t.QuoteConsent,
                  e.DisplayName as PreparedBy, t.PreparedAt, s.DisplayName as SubmittedBy, t.SubmittedAt, v.DisplayName as ReviewedBy, t.ReviewedAt, t.ReviewNote, t.Rating
        from      MonitoringReturn t
        left join Person e on e.Id = t.PreparedBy
        left join Person s on s.Id = t.SubmittedBy
        left join Person v on v.Id = t.ReviewedBy
        where     t.AwardId = @award
        order by  t.DueOn, t.Kind, t.Id
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
            select 2, 'requirements', q.Name, q.FileId from AwardCondition q where q.AwardId = @award and q.FileId is not null
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
        order by u.Place, s.StoredAt, s.Name, s.Sha256, s.Id
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
                     union all select q.Id from AwardCondition q where q.AwardId = @award
                     union all select k.Id from AwardQuestion k where k.AwardId = @award
                     union all select h.Id from Variation h where h.AwardId = @award
                     union all select i.Id from Instalment i where i.AwardId = @award
                     union all select m.Id from Claim m where m.AwardId = @award
                     union all select y.Id from Payment y where y.AwardId = @award
                     union all select t.Id from MonitoringReturn t where t.AwardId = @award
                     union all select v.Id from Visit v where v.AwardId = @award)
        order by e.Sequence
        """;
}
