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
public sealed class DecideRound(Db db, Office office)
{
    /// <param name="Fund">With the amount that this decision maker settled for it, or as recommended.</param>
    /// <param name="Defer">Put off until the day that was settled for it, or else until the command's day.</param>
    public sealed record Choice(Guid Application, bool Fund, string? Reason, string? Condition = null, bool Defer = false);

    /// <param name="ProtectiveStatus">The notice's marking, such as Official.</param>
    /// <param name="Exemption">The Freedom of Information Act exemption, when the notice is withheld.</param>
    /// <param name="DeferUntil">The day until which applications are deferred that have no day of their own.</param>
    public sealed record Command(
        IReadOnlyList<Choice> Lines,
        string? Interests,
        string? Note,
        string ProtectiveStatus = "Official",
        string? Exemption = null,
        DateOnly? DeferUntil = null
    );

    public sealed record DecisionLine
    {
        public required Guid ApplicationId { get; init; }
        public required int RankPosition { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required FitResult Result { get; init; }
        public required Money Asked { get; init; }

        /// <summary>What it gets by the recommendation, or would get if it were funded.</summary>
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
        public AwardedLines? SettledLinesJson { get; init; }
        public DateOnly? SettledUntil { get; init; }
        public Money SettledAmount => SettledLinesJson?.Total ?? Amount;
        public Money RecommendedAmount => Recommended ? Amount : Money.Zero;
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
                var choices = command.Lines.GroupBy(choice => choice.Application).ToDictionary(group => group.Key, group => group.First());
                var lines = view.Lines.Select(line => DecisionOn(line, command, choices)).ToList();
                List<Refusal> refusals =
                [
                    .. DecisionRules.WhyDecisionIsIncomplete(lines, view.Left, command.Interests ?? ""),
                    .. WhyDeferredWrongly(choices, lines, command, LondonTime.DateOf(work.Now)),
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
                if (DecisionRules.WhyAboveLimit(view.Limits, view.Round.FundId, actor.Id, lines.Sum(line => line.Decided)) is { } above)
                    refusals.Insert(0, above);
                if (refusals.Count > 0)
                    return refusals;
                await work.ExecuteOneAsync(
                    "update Round set DecidedAt = @Now, Version = Version + 1 where Id = @round and DecidedAt is null",
                    new { round, work.Now }
                );
                if (
                    await RoundPot.AwardAsync(work, actor, view.Round.BudgetYear, view.Round.FullName, lines.Sum(line => line.Decided)) is
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
    private static DecisionOnApplication DecisionOn(DecisionLine line, Command command, IReadOnlyDictionary<Guid, Choice> choices)
    {
        if (line.Withdrawn)
            return new(line.ApplicationId, line.Reference, line.Recommended, false, line.Amount, "Withdrawn by the applicant");
        var choice = choices.GetValueOrDefault(line.ApplicationId);
        var defer = choice?.Defer ?? line.SettledUntil is not null;
        return new(
            line.ApplicationId,
            line.Reference,
            line.Recommended,
            !defer && (choice?.Fund ?? line.SettledFund ?? line.Recommended),
            line.SettledAmount,
            (choice is null ? line.SettledReason : choice.Reason)?.Trim(),
            (choice is null ? line.SettledCondition : choice.Condition)?.Trim(),
            // A day that is missing is refused before it is written.
            defer ? line.SettledUntil ?? command.DeferUntil ?? DateOnly.MinValue : null,
            line.Amount
        );
    }

    private static IEnumerable<Refusal> WhyDeferredWrongly(
        IReadOnlyDictionary<Guid, Choice> choices,
        IReadOnlyList<DecisionOnApplication> lines,
        Command command,
        DateOnly today
    )
    {
        for (var i = 0; i < lines.Count; i++)
            if (choices.GetValueOrDefault(lines[i].ApplicationId) is { Fund: true, Defer: true })
                yield return new(
                    $"Choose either to fund {lines[i].Reference} or to defer it",
                    Refusal.At(nameof(command.Lines), i, nameof(Choice.Defer))
                );
        var wrong = lines
            .Where(line => line.DeferredUntil is not null)
            .Select(line =>
                DecisionRules.WhyCannotDefer(
                    line.DeferredUntil == DateOnly.MinValue ? null : line.DeferredUntil,
                    today,
                    nameof(command.DeferUntil)
                )
            )
            .FirstOrDefault(refusal => refusal is not null);
        if (wrong is not null)
            yield return wrong;
    }

    private async Task WriteAsync(Work work, Actor actor, RoundToDecide view, Command command, IReadOnlyList<DecisionOnApplication> lines)
    {
        var (id, applications) = (Guid.CreateVersion7(), view.Lines.ToDictionary(line => line.ApplicationId));
        await work.ExecuteAsync(
            "insert into Decision (Id, RoundId, RecommendationId, DecidedBy, DecidedAt, Interests, Note, Number, ProtectiveStatus, Exemption) values (@id, @Round, @RecommendationId, @By, @Now, @Interests, @Note, @Number, @ProtectiveStatus, @Exemption)",
            new
            {
                id,
                Number = await DecisionNumbers.NextAsync(work, office),
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
            LineSql,
            lines.Select(line => new
            {
                id,
                line.ApplicationId,
                line.Fund,
                Amount = line.Decided,
                Lines = line.Fund ? applications[line.ApplicationId].SettledLinesJson : null,
                line.DeferredUntil,
                line.Departs,
                Reason = string.IsNullOrEmpty(line.Reason) ? null : line.Reason,
                Condition = string.IsNullOrEmpty(line.Condition) ? null : line.Condition,
            })
        );
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
        foreach (var line in funded.Where(line => applications[line.ApplicationId].SettledLinesJson is not null))
            await DecidedBudget.WriteAsync(work, line.ApplicationId, applications[line.ApplicationId].SettledLinesJson);
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
            work.Note($"{line.Reference} {InWords(line)} against the recommendation: {line.Reason}");
    }

    private static string InWords(DecisionOnApplication line) =>
        line.DeferredUntil is { } until ? $"deferred until {LondonTime.Date(until)}"
        : !line.Fund ? "not funded"
        : line.Amount == line.RecommendedAmount ? "funded"
        : $"funded with {line.Amount}";

    internal static string ConditionsOf(Round round, string? condition) =>
        string.IsNullOrWhiteSpace(condition)
            ? round.Conditions
            : $"{round.Conditions.Trim()}\n{condition.Trim().Replace('\n', ' ')}".TrimStart();

    internal static string WhyItReducesCrime(string summary, string priority) => $"{summary} It serves the priority {priority}.";

    private sealed record DecisionGiven
    {
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }

    private const string LinesSql = """
        select   l.ApplicationId, l.RankPosition, l.Numerator, l.Denominator, l.Result, coalesce(a.AmountRequested, 0) as Asked, l.Amount, l.Reason, a.Reference, o.Name as Organisation, a.ProjectName, a.Summary, a.Priority, a.Status,
                 s.Funded as SettledFund, s.Reason as SettledReason, s.Condition as SettledCondition, s.LinesJson as SettledLinesJson, s.DeferredUntil as SettledUntil
        from     RecommendationLine l
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join DecisionDraft s on s.RecommendationId = l.RecommendationId and s.ApplicationId = l.ApplicationId and s.PersonId = @Person
        where    l.RecommendationId = @Id
        order by l.RankPosition
        """;
    internal const string LineSql = """
        insert into DecisionLine (DecisionId, ApplicationId, Funded, Amount, LinesJson, DeferredUntil, Departure, Reason, Condition)
        values (@id, @ApplicationId, @Fund, @Amount, @Lines, @DeferredUntil, @Departs, @Reason, @Condition)
        """;
    internal const string AwardSql = """
        insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version)
        values (@Id, @Round, @ApplicationId, @Number, @Amount, @Why, @Conditions, 1)
        """;
}
