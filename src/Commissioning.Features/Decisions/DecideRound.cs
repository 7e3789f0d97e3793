using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>
/// The decision by somebody other than the recommender, with interests declared and a reason for each departure (R58, R59). It makes
/// the awards; each carries why it reduces crime and its conditions, because the published record must (SI 2011/3050, R62).
/// </summary>
public sealed class DecideRound(Db db)
{
    public sealed record Choice(Guid Application, bool Fund, string? Reason);

    public sealed record Command(IReadOnlyList<Choice> Choices, string? Interests, string? Note);

    public sealed record Line
    {
        public required Guid ApplicationId { get; init; }
        public required int RankPosition { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required FitResult Result { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public required string Priority { get; init; }
        public required ApplicationStatus Status { get; init; }
        public bool Recommended => Result == FitResult.Fund;
        public bool Withdrawn => Status == ApplicationStatus.Withdrawn;
        public string Percent => Result == FitResult.NotScored ? "None" : new Fraction(Numerator, Denominator).ToPercent();
    }

    /// <param name="Left">Of the pot, before this decision.</param>
    public sealed record View(Round Round, Guid RecommendationId, Money Left, int Awards, IReadOnlyList<Line> Lines, Refusal? WhyNot);

    public Task<View> GetAsync(Actor actor, Guid round) => db.ReadAsync(work => GetAsync(work, actor, round));

    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Guid round, Command command)
    {
        IReadOnlyList<Refusal> refusals = [];
        await db.ChangeAsync(actor, AuditAction.RoundDecided, round, async work =>
        {
            var view = await GetAsync(work, actor, round);
            if (view.WhyNot is { } refusal)
            {
                refusals = [refusal];
                return refusal;
            }
            var lines = view.Lines.Select(line => DecisionOn(line, command)).ToList();
            refusals = DecisionRules.WhyDecisionIsIncomplete(lines, view.Left, command.Interests ?? "");
            if (refusals is [var first, ..]) return first;
            await work.ExecuteOneAsync("update Round set DecidedAt = @Now, Version = Version + 1 where Id = @round and DecidedAt is null", new { round, work.Now });
            if (await RoundPot.AwardAsync(work, actor, view.Round.BudgetYear, view.Round.FullName, lines.Where(line => line.Fund).Sum(line => line.Amount)) is { } closed)
            {
                refusals = [closed];
                return closed;
            }
            await WriteAsync(work, actor, view, command, lines);
            return Outcome.Done;
        });
        return refusals;
    }

    private static async Task<View> GetAsync(Work work, Actor actor, Guid round)
    {
        var details = await RoundReader.GetAsync(work, round);
        var recommendation = await RoundPaper.FindAsync(work, round);
        var given = await work.FindAsync<Given>("select Awards, Awarded from RoundTally where RoundId = @round", new { round });
        return new(details, recommendation.Id, details.Pot - given.Awarded, given.Awards, await work.QueryAsync<Line>(LinesSql, new { recommendation.Id }), DecisionRules.WhyCannotDecide(details, recommendation.MadeBy, actor.Id));
    }

    /// <summary>A bid that was withdrawn since is not funded, and that is its reason.</summary>
    private static DecisionOnBid DecisionOn(Line line, Command command)
    {
        if (line.Withdrawn) return new(line.ApplicationId, line.Reference, line.Recommended, false, line.Amount, "Withdrawn by the applicant");
        var choice = command.Choices.FirstOrDefault(choice => choice.Application == line.ApplicationId);
        return new(line.ApplicationId, line.Reference, line.Recommended, choice?.Fund ?? line.Recommended, line.Amount, choice?.Reason?.Trim());
    }

    private static async Task WriteAsync(Work work, Actor actor, View view, Command command, IReadOnlyList<DecisionOnBid> lines)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync("insert into Decision (Id, RoundId, RecommendationId, DecidedBy, DecidedAt, Interests, Note) values (@id, @Round, @RecommendationId, @By, @Now, @Interests, @Note)",
            new { id, Round = view.Round.Id, view.RecommendationId, By = actor.Id, work.Now, Interests = command.Interests!.Trim(), Note = command.Note?.Trim() });
        await work.ExecuteAsync("insert into DecisionLine (DecisionId, ApplicationId, Funded, Amount, Departure, Reason) values (@id, @ApplicationId, @Fund, @Amount, @Departs, @Reason)",
            lines.Select(line => new { id, line.ApplicationId, line.Fund, line.Amount, line.Departs, line.Reason }));
        var bids = view.Lines.ToDictionary(line => line.ApplicationId);
        var funded = lines.Where(line => line.Fund).ToList();
        await work.ExecuteAsync(AwardSql, funded.Select((line, i) => new
        {
            Id = Guid.CreateVersion7(), Round = view.Round.Id, line.ApplicationId, Number = view.Awards + i + 1, line.Amount, view.Round.Conditions,
            Why = $"{bids[line.ApplicationId].Summary} It serves the priority {bids[line.ApplicationId].Priority}.",
        }));
        await work.ExecuteOneAsync("update RoundTally set Awards = Awards + @Count, Awarded = Awarded + @Total where RoundId = @Round", new { Round = view.Round.Id, funded.Count, Total = funded.Sum(line => line.Amount) });
        work.Note($"{funded.Count} funded, {funded.Sum(line => line.Amount)}; interests: {command.Interests!.Trim()}");
        foreach (var line in lines.Where(line => line.Departs)) work.Note($"{line.Reference} {(line.Fund ? "funded" : "not funded")} against the recommendation: {line.Reason}");
    }

    private sealed record Given
    {
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }

    private const string LinesSql = """
        select   l.ApplicationId, l.RankPosition, l.Numerator, l.Denominator, l.Result, l.Amount, l.Reason, a.Reference, o.Name as Organisation, a.ProjectName, a.Summary, a.Priority, a.Status
        from     RecommendationLine l
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    l.RecommendationId = @Id
        order by l.RankPosition
        """;
    private const string AwardSql = """
        insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version)
        values (@Id, @Round, @ApplicationId, @Number, @Amount, @Why, @Conditions, 1)
        """;
}
