using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A return with what was promised next to what is reported: budget lines and outcomes, word for word (R73).</summary>
public sealed class ReturnReader(Db db)
{
    public sealed record ReturnHeader
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Award { get; init; }
        public required DateOnly ProjectStarts { get; init; }
        public required ReturnKind Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required DateOnly DueOn { get; init; }

        /// <summary>By when what an officer asked about is to be put right.</summary>
        public DateOnly? PutRightBy { get; init; }
        public required ReturnStatus Status { get; init; }

        /// <summary>So far in all, in pence.</summary>
        public Money? Spent { get; init; }
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public PreventionLevel? PreventionLevel { get; init; }
        public string? StrategyOutcomes { get; init; }
        public string? Story { get; init; }
        public required bool StoryConsent { get; init; }
        public string? QuoteText { get; init; }
        public required bool QuoteConsent { get; init; }
        public ReturnRating? Rating { get; init; }
        public Guid? PreparedBy { get; init; }
        public string? PreparedByName { get; init; }
        public Guid? SubmittedBy { get; init; }
        public DateTime? FirstSentAt { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public string? SubmittedByName { get; init; }
        public string? ReviewNote { get; init; }
        public required int Version { get; init; }
        public DateTime? AwardEndedAt { get; init; }

        /// <summary>The last accepted return of its award: the one that every figure of the award reads.</summary>
        public required bool IsLatest { get; init; }
        public string Title =>
            Kind switch
            {
                ReturnKind.Final => "Final return",
                ReturnKind.Reuse => "Return about money used again",
                _ => "Return",
            };
        public DateOnly Deadline => PutRightBy ?? DueOn;
        public bool IsSent => Status is ReturnStatus.Submitted or ReturnStatus.Accepted;

        /// <summary>Which of the grant's returns it is, inside a sentence.</summary>
        public string Which =>
            Kind switch
            {
                ReturnKind.Final => "final return",
                ReturnKind.Reuse => "return about the money used again",
                _ => $"return for {Period}",
            };
        public string Period =>
            PeriodFrom is { } from && PeriodTo is { } to ? $"{LondonTime.Date(from)} to {LondonTime.Date(to)}" : "the whole project";
    }

    public sealed record ReturnSpend
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
        public string? Explanation { get; init; }
    }

    public sealed record OutcomeAchieved
    {
        public required Guid OutcomeMeasureId { get; init; }
        public required string Achieved { get; init; }
        public string? BeforeFigure { get; init; }
        public string? AfterFigure { get; init; }
        public Verdict? Verdict { get; init; }
    }

    public sealed record Counted
    {
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required int People { get; init; }
    }

    public sealed record Photo
    {
        public required Guid Id { get; init; }
        public required Guid FileId { get; init; }
        public required string Caption { get; init; }
        public required bool MayPublish { get; init; }
        public required string Name { get; init; }
        public required ScanState ScanState { get; init; }
    }

    public sealed record Receipt
    {
        public required Guid BudgetLineId { get; init; }
        public required Guid FileId { get; init; }
        public required string Name { get; init; }
    }

    public sealed record ReturnPoint
    {
        public required ReturnPartKind Kind { get; init; }
        public Guid? PartOf { get; init; }
        public required string Note { get; init; }
        public required DateTime AskedAt { get; init; }
        public DateTime? SentAt { get; init; }
        public ReturnPart Part => new(Kind, PartOf);
    }

    /// <param name="Before">The return of this award before this one, by period. Null: this is the first.</param>
    /// <param name="Earlier">What that return says was spent by then, by line, in pence.</param>
    /// <param name="Sample">Lines that need a receipt.</param>
    /// <param name="Points">What an officer asked to be corrected; open ones have no SentAt.</param>
    public sealed record MonitoringReturn(
        ReturnHeader Return,
        ReturnHeader? Before,
        AwardPolicy Policy,
        IReadOnlyList<BudgetLine> Budget,
        IReadOnlyList<OutcomeMeasure> Outcomes,
        IReadOnlyDictionary<Guid, ReturnSpend> Spending,
        IReadOnlyDictionary<Guid, Money> Earlier,
        IReadOnlyDictionary<Guid, OutcomeAchieved> Achieved,
        IReadOnlyList<Counted> People,
        IReadOnlyList<Photo> Photos,
        IReadOnlyList<Receipt> Receipts,
        IReadOnlySet<Guid> Sample,
        IReadOnlyList<ReturnPoint> Points
    )
    {
        /// <summary>So far in all, in pence; blank counts as nothing.</summary>
        public Money Spent => Return.Spent ?? Money.Zero;
        public Money SpentBefore => Before?.Spent ?? Money.Zero;
        public Money Unspent => MonitoringRules.Unspent(Return.Award, Spent);

        /// <summary>Null when it can be filled in.</summary>
        public Refusal? WhyNotOpen => MonitoringRules.WhyNotOpen(Before is { IsSent: false } before ? before.Which : null);
        public IReadOnlyList<ReturnPoint> Open => Points.Where(point => point.SentAt is null).ToList();

        /// <summary>The parts an officer may ask about, in the order of the form.</summary>
        public IReadOnlyList<ReturnPart> Parts =>
            [
                .. Budget.Select(line => ReturnPart.Spending(line.Id)),
                .. Outcomes.Select(outcome => ReturnPart.Outcome(outcome.Id)),
                ReturnPart.People,
                ReturnPart.Prevention,
                ReturnPart.Delivered,
                ReturnPart.Learned,
                ReturnPart.Story,
            ];

        public bool MayChange(ReturnPart part) => Open.Count == 0 || Open.Any(point => point.Part == part);

        /// <summary>As on the form; lines of one name are told apart by their place.</summary>
        public string Label(ReturnPart part)
        {
            var name =
                part.BudgetLine is { } line ? NameOf(Budget.Select(one => (one.Id, one.Item)).ToList(), line)
                : part.OutcomeMeasure is { } outcome ? NameOf(Outcomes.Select(one => (one.Id, one.Outcome)).ToList(), outcome)
                : null;
            return ReturnPart.Label(part.Kind, name);
        }

        private static string NameOf(List<(Guid Id, string Name)> rows, Guid id)
        {
            var place = rows.FindIndex(row => row.Id == id);
            var name = place < 0 ? "" : rows[place].Name;
            return rows.Count(row => row.Name == name) <= 1 ? name : $"{name} (line {place + 1})";
        }

        public int? Count(string question, string choice) =>
            People.FirstOrDefault(one => one.Question == question && one.Choice == choice)?.People;
    }

    public Task<MonitoringReturn> GetMineAsync(Actor actor, Guid id) => db.ReadAsync(work => GetMineAsync(work, actor, id));

    internal static async Task<MonitoringReturn> GetMineAsync(Work work, Actor actor, Guid id) =>
        await ViewAsync(
            work,
            await work.FindAsync<ReturnHeader>($"{Sql} where t.Id = @id and {ApplicationReader.IsMineSql}", new { id, Person = actor.Id })
        );

    public Task<MonitoringReturn> GetAsync(Guid id) => db.ReadAsync(work => GetAsync(work, id));

    internal static async Task<MonitoringReturn> GetAsync(Work work, Guid id) =>
        await ViewAsync(work, await work.FindAsync<ReturnHeader>(Sql + " where t.Id = @id", new { id }));

    private static async Task<MonitoringReturn> ViewAsync(Work work, ReturnHeader row)
    {
        var id = new { row.Id };
        var budget = await ApplicationReader.AwardedBudgetAsync(work, row.ApplicationId);
        var policy = (await RoundReader.GetAsync(work, row.RoundId)).Policy.Awards;
        var before = (await OfAwardAsync(work, row.AwardId)).TakeWhile(one => one.Id != row.Id).LastOrDefault();
        return new(
            row,
            before,
            policy,
            budget,
            await ApplicationReader.OutcomesAsync(work, row.ApplicationId),
            (
                await work.QueryAsync<ReturnSpend>("select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @Id", id)
            ).ToDictionary(spend => spend.BudgetLineId),
            (
                await work.QueryAsync<ReturnSpend>(
                    "select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @Before",
                    new { Before = before?.Id }
                )
            ).ToDictionary(spend => spend.BudgetLineId, spend => spend.Spent),
            (
                await work.QueryAsync<OutcomeAchieved>(
                    "select OutcomeMeasureId, Achieved, BeforeFigure, AfterFigure, Verdict from MonitoringOutcome where ReturnId = @Id",
                    id
                )
            ).ToDictionary(came => came.OutcomeMeasureId),
            await work.QueryAsync<Counted>("select Question, Choice, People from MonitoringPeople where ReturnId = @Id", id),
            await work.QueryAsync<Photo>(
                "select p.Id, p.FileId, p.Caption, p.MayPublish, f.Name, f.ScanState from MonitoringPhoto p join StoredFile f on f.Id = p.FileId where p.ReturnId = @Id order by f.StoredAt, f.Name, f.Id",
                id
            ),
            await work.QueryAsync<Receipt>(
                "select e.BudgetLineId, e.FileId, f.Name from MonitoringEvidence e join StoredFile f on f.Id = e.FileId where e.ReturnId = @Id order by f.Name, f.Id",
                id
            ),
            row.Kind == ReturnKind.Final
                ? EvidenceSample.Of(row.Id, budget.Select(line => line.Id).ToList(), row.Award, policy)
                : new HashSet<Guid>(),
            await work.QueryAsync<ReturnPoint>(
                "select Part as Kind, coalesce(BudgetLineId, OutcomeMeasureId) as PartOf, Note, AskedAt, SentAt from ReturnPoint where ReturnId = @Id order by AskedAt, Id",
                id
            )
        );
    }

    internal static Task<IReadOnlyList<ReturnHeader>> OfAwardAsync(Work work, Guid award) =>
        work.QueryAsync<ReturnHeader>(Sql + " where t.AwardId = @award order by " + PeriodOrder, new { award });

    /// <summary>The order of one award's returns: by period, the final one last but for money used again. Due dates may be moved and say nothing of it.</summary>
    internal const string PeriodOrder = "case t.Kind when 'Interim' then 0 when 'Final' then 1 else 2 end, t.PeriodTo, t.Id";

    private const string Sql = """
        select    t.Id, t.AwardId, w.ApplicationId, w.RoundId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount - w.GivenBack as Award, coalesce(w.StartsOn, a.StartsOn) as ProjectStarts, t.Kind, t.PeriodFrom, t.PeriodTo, t.DueOn, t.PutRightBy, t.Status,
                  t.Spent, t.Delivered, t.Learned, t.PeopleNew, t.PeopleRepeat, t.PreventionLevel, t.StrategyOutcomes, t.Story, t.StoryConsent, t.QuoteText, t.QuoteConsent, t.Rating, t.PreparedBy, q.DisplayName as PreparedByName,
                  t.FirstSentAt, t.SubmittedBy, t.SubmittedAt, p.DisplayName as SubmittedByName, t.ReviewNote, w.EndedAt as AwardEndedAt, t.IsLatest, t.Version
        from      MonitoringReturn t
        join      Award w on w.Id = t.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join Person p on p.Id = t.SubmittedBy
        left join Person q on q.Id = t.PreparedBy
        """;
}
