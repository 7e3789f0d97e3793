using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>The decision, by a person other than the recommender, with interests declared and a reason for each departure (R58, R59). It
/// makes the awards. Each records why it reduces crime and its conditions, because the published record must (SI 2011/3050, R62).</summary>
public sealed class DecideRound(Db db)
{
    public sealed record Choice(Guid Application, bool Fund, string? Reason, string? Condition = null);

    /// <param name="ProtectiveStatus">The notice's marking, such as Official.</param>
    /// <param name="Exemption">The Freedom of Information Act exemption, when the notice is withheld.</param>
    public sealed record Command(
        IReadOnlyList<Choice> Lines,
        string? Interests,
        string? Note,
        string ProtectiveStatus = "Official",
        string? Exemption = null
    );

    public sealed record DecisionLine
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

        /// <summary>What this decision maker has settled for the application already.</summary>
        public bool? SettledFund { get; init; }
        public string? SettledReason { get; init; }
        public string? SettledCondition { get; init; }
        public bool Withdrawn => Status == ApplicationStatus.Withdrawn;
        public string Percent => Result == FitResult.NotScored ? "None" : new Fraction(Numerator, Denominator).ToPercent();
    }

    /// <param name="Left">What the pot has left before this decision, in pence.</param>
    public sealed record RoundToDecide(
        Round Round,
        Guid RecommendationId,
        Money Left,
        int Awards,
        IReadOnlyList<DecisionLine> Lines,
        IReadOnlyList<ApprovalLimit> Limits,
        Refusal? WhyNot
    );

    public Task<RoundToDecide> GetAsync(Actor actor, Guid round) => db.ReadAsync(work => GetAsync(work, actor, round));

    public async Task<Result> RunAsync(Actor actor, Guid round, Command command)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.RoundDecided,
            round,
            async work =>
            {
                var view = await GetAsync(work, actor, round);
                if (view.WhyNot is { } refusal)
                    return refusal;
                var lines = view.Lines.Select(line => DecisionOn(line, command)).ToList();
                List<Refusal> refusals =
                [
                    .. DecisionRules.WhyDecisionIsIncomplete(lines, view.Left, command.Interests ?? ""),
                    .. TextLimit.WhyTooLong([
                        (command.Interests, 2000, nameof(Command.Interests)),
                        (command.Note, 4000, nameof(Command.Note)),
                        (command.Exemption, 500, nameof(Command.Exemption)),
                        .. command.Lines.SelectMany(
                            (choice, i) =>
                                new[]
                                {
                                    (choice.Reason, 1000, Refusal.At(nameof(Command.Lines), i, nameof(Choice.Reason))),
                                    (choice.Condition, 1000, Refusal.At(nameof(Command.Lines), i, nameof(Choice.Condition))),
                                }
                        ),
                    ]),
                ];
                if (
                    DecisionRules.WhyAboveLimit(
                        view.Limits,
                        view.Round.FundId,
                        actor.Id,
                        lines.Where(line => line.Fund).Sum(line => line.Amount)
                    ) is
                    { } above
                )
                    refusals.Insert(0, above);
                if (refusals.Count > 0)
                    return refusals;
                await work.ExecuteOneAsync(
                    "update Round set DecidedAt = @Now, Version = Version + 1 where Id = @round and DecidedAt is null",
                    new { round, work.Now }
                );
                if (
                    await RoundPot.AwardAsync(
                        work,
                        actor,
                        view.Round.BudgetYear,
                        view.Round.FullName,
                        lines.Where(line => line.Fund).Sum(line => line.Amount)
                    ) is
                    { } closed
                )
                    return closed;
                await WriteAsync(work, actor, view, command, lines);
                return Result.Done;
            }
        );
    }

    internal static async Task<RoundToDecide> GetAsync(Work work, Actor actor, Guid round)
    {
        var details = await RoundReader.GetAsync(work, round);
        var recommendation = await RoundPapers.FindAsync(work, round);
        var given = await work.FindAsync<DecisionGiven>("select Awards, Awarded from RoundTally where RoundId = @round", new { round });
        return new(
            details,
            recommendation.Id,
            details.Spendable - given.Awarded,
            given.Awards,
            await work.QueryAsync<DecisionLine>(LinesSql, new { recommendation.Id, Person = actor.Id }),
            await ApprovalLevels.AllAsync(work),
            DecisionRules.WhyCannotDecide(
                details,
                recommendation.MadeBy,
                (await SignPaper.OfAsync(work, recommendation.Id)).Count(signed => signed.Approved),
                actor.Id
            )
        );
    }

    /// <summary>An application withdrawn meanwhile is not funded, and that is the reason.</summary>
    private static DecisionOnApplication DecisionOn(DecisionLine line, Command command)
    {
        if (line.Withdrawn)
            return new(line.ApplicationId, line.Reference, line.Recommended, false, line.Amount, "Withdrawn by the applicant");
        var choice = command.Lines.FirstOrDefault(choice => choice.Application == line.ApplicationId);
        return new(
            line.ApplicationId,
            line.Reference,
            line.Recommended,
            choice?.Fund ?? line.SettledFund ?? line.Recommended,
            line.Amount,
            (choice is null ? line.SettledReason : choice.Reason)?.Trim(),
            (choice is null ? line.SettledCondition : choice.Condition)?.Trim()
        );
    }

    private static async Task WriteAsync(
        Work work,
        Actor actor,
        RoundToDecide view,
        Command command,
        IReadOnlyList<DecisionOnApplication> lines
    )
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into Decision (Id, RoundId, RecommendationId, DecidedBy, DecidedAt, Interests, Note, Number, ProtectiveStatus, Exemption) values (@id, @Round, @RecommendationId, @By, @Now, @Interests, @Note, @Number, @ProtectiveStatus, @Exemption)",
            new
            {
                id,
                Number = await NextNumberAsync(work),
                command.ProtectiveStatus,
                Exemption = string.IsNullOrWhiteSpace(command.Exemption) ? null : command.Exemption.Trim(),
                Round = view.Round.Id,
                view.RecommendationId,
                By = actor.Id,
                work.Now,
                Interests = command.Interests!.Trim(),
                Note = command.Note?.Trim(),
            }
        );
        await work.ExecuteAsync(
            "insert into DecisionLine (DecisionId, ApplicationId, Funded, Amount, Departure, Reason, Condition) values (@id, @ApplicationId, @Fund, @Amount, @Departs, @Reason, @Condition)",
            lines.Select(line => new
            {
                id,
                line.ApplicationId,
                line.Fund,
                line.Amount,
                line.Departs,
                line.Reason,
                Condition = string.IsNullOrEmpty(line.Condition) ? null : line.Condition,
            })
        );
        var applications = view.Lines.ToDictionary(line => line.ApplicationId);
        var funded = lines.Where(line => line.Fund).ToList();
        await work.ExecuteAsync(
            AwardSql,
            funded.Select(
                (line, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        Round = view.Round.Id,
                        line.ApplicationId,
                        Number = view.Awards + i + 1,
                        line.Amount,
                        Conditions = ConditionsOf(view.Round, line.Condition),
                        Why = WhyItReducesCrime(applications[line.ApplicationId].Summary, applications[line.ApplicationId].Priority),
                    }
            )
        );
        foreach (
            var award in await work.QueryAsync<Guid>(
                "select w.Id from Award w where w.RoundId = @Round and w.Number > @Awards",
                new { Round = view.Round.Id, view.Awards }
            )
        )
            await AwardTotals.RefreshAsync(work, award);
        await work.ExecuteOneAsync(
            "update RoundTally set Awards = Awards + @Count, Awarded = Awarded + @Total where RoundId = @Round",
            new
            {
                Round = view.Round.Id,
                funded.Count,
                Total = funded.Sum(line => line.Amount),
            }
        );
        work.Note($"{funded.Count} funded, {funded.Sum(line => line.Amount)}; interests: {command.Interests!.Trim()}");
        foreach (var line in lines.Where(line => line.Departs))
            work.Note($"{line.Reference} {(line.Fund ? "funded" : "not funded")} against the recommendation: {line.Reason}");
    }

    internal static string ConditionsOf(Round round, string? condition) =>
        string.IsNullOrWhiteSpace(condition) ? round.Conditions : $"{round.Conditions.TrimEnd()}\n{condition.Trim().Replace('\n', ' ')}";

    internal static string WhyItReducesCrime(string summary, string priority) => $"{summary} It serves the priority {priority}.";

    /// <summary>The next number, such as D-2026-007, the seventh decision of that year.</summary>
    internal static async Task<string> NextNumberAsync(Work work)
    {
        var year = LondonTime.ToLondon(work.Now).Year;
        var before = await work.ScalarAsync<int>(
            "select count(*) from Decision where Number like @pattern",
            new { pattern = string.Create(CultureInfo.InvariantCulture, $"D-{year}-%") }
        );
        return string.Create(CultureInfo.InvariantCulture, $"D-{year}-{before + 1:000}");
    }

    private sealed record DecisionGiven
    {
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }

    private const string LinesSql = """
        select   l.ApplicationId, l.RankPosition, l.Numerator, l.Denominator, l.Result, l.Amount, l.Reason, a.Reference, o.Name as Organisation, a.ProjectName, a.Summary, a.Priority, a.Status,
                 s.Funded as SettledFund, s.Reason as SettledReason, s.Condition as SettledCondition
        from     RecommendationLine l
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join DecisionDraft s on s.RecommendationId = l.RecommendationId and s.ApplicationId = l.ApplicationId and s.PersonId = @Person
        where    l.RecommendationId = @Id
        order by l.RankPosition
        """;
    internal const string AwardSql = """
        insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version)
        values (@Id, @Round, @ApplicationId, @Number, @Amount, @Why, @Conditions, 1)
        """;
}
