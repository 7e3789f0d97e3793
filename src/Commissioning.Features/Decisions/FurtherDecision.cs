using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>A later decision on one application of a decided round, with its own number: a correction, what follows a deferral or a review,
/// or a grant from the reserve list. The earlier decision is kept.</summary>
public static class FurtherDecision
{
    /// <summary>What is decided now, with the texts that were typed.</summary>
    /// <param name="Amounts">By budget line, in the order of the budget; null: as recommended. Read when it is funded.</param>
    /// <param name="Told">The reason that the applicant reads.</param>
    /// <param name="Reason">Why it is decided again, for the notice.</param>
    public sealed record Command(
        DecisionChoice? Choice,
        IReadOnlyList<Money?>? Amounts,
        string? Condition,
        DateOnly? DeferUntil,
        string? Told,
        string? Reason,
        bool? HasInterest,
        string? CrimeReason = null
    );

    public sealed record DecidedLine
    {
        public required Guid DecisionId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public required string Priority { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required Guid DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required Money Asked { get; init; }
        public required FitResult Result { get; init; }
        public required CheckResult DueDiligence { get; init; }

        /// <summary>What it gets by the recommendation, or would get if it were funded.</summary>
        public required Money Recommended { get; init; }
        public required bool Funded { get; init; }
        public required Money Amount { get; init; }
        public AwardedLines? LinesJson { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public string? Condition { get; init; }

        /// <summary>Why it reduces crime, as the decision that stands states it or an officer wrote it; null: nobody did.</summary>
        public string? CrimeReason { get; init; }

        /// <summary>For the box, to accept or rewrite: a draft from the application where nobody wrote it.</summary>
        public string OfferedReason => CrimeReasonRules.Offered(CrimeReason ?? CrimeReasonRules.Draft(Summary, Priority));
        public DecisionChoice Choice => DecisionChoices.Of(Funded, DeferredUntil);
        public bool IsWithdrawn => Status == ApplicationStatus.Withdrawn;
        public bool IsRecommended => Result == FitResult.Fund;
    }

    /// <param name="FirstDecision">The round's own decision, which later ones name.</param>
    /// <param name="Budget">As asked for.</param>
    /// <param name="Lines">What each budget line gets by the decision that stands, or by the recommendation.</param>
    public sealed record View(
        Round Round,
        Guid RecommendationId,
        Guid FirstDecision,
        DecidedLine Decided,
        Money Left,
        IReadOnlyList<BudgetLine> Budget,
        IReadOnlyDictionary<Guid, Money> Lines,
        IReadOnlyList<ApprovalLimit> Limits,
        Guid RecommendedBy,
        Refusal? WhyNot
    )
    {
        /// <summary>What checks that passed with a condition ask for; null: nothing.</summary>
        public string? CheckCondition { get; init; }

        /// <summary>What usual reasons may say of the application now.</summary>
        public DeclineReasons.Facts Facts =>
            new(
                Decided.Result == FitResult.BelowThreshold,
                Decided.Recommended > Left + (Decided.Funded ? Decided.Amount : Money.Zero),
                Decided.DueDiligence == CheckResult.Fail
            );
    }

    internal sealed record Outcome(
        DecisionChoice Choice,
        Money Amount,
        AwardedLines? Lines,
        string? Condition,
        DateOnly? DeferredUntil,
        string? Told = null,
        string? CrimeReason = null
    );

    internal static async Task<View> GetAsync(Work work, Guid application)
    {
        var first =
            await work.FirstOrDefaultAsync<FirstDecisionRow>(FirstSql, new { application })
            ?? throw new NotFoundException("The application is not decided");
        var details = await RoundReader.GetAsync(work, first.RoundId);
        var line = await work.FindAsync<DecidedLine>(LineSql, new { first = first.Id, application });
        var awarded = await work.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @RoundId", new { first.RoundId });
        var recommended = await DecidedBudget.RecommendedAsync(work, application);
        return new(
            details,
            first.RecommendationId,
            first.Id,
            line,
            details.Spendable - awarded,
            await ApplicationReader.BudgetAsync(work, application),
            line.LinesJson is { } lines
                ? recommended.ToDictionary(pair => pair.Key, pair => lines.Of(pair.Key) ?? pair.Value)
                : recommended,
            await ApprovalLevels.AllAsync(work),
            first.MadeBy,
            null
        )
        {
            CheckCondition = await CheckConditions.OfAsync(work, application),
        };
    }

    /// <summary>Null when this person declared no interest in the application when its round was decided, and nobody else was named to
    /// decide it.</summary>
    internal static async Task<Refusal?> WhyNotDeciderAsync(Work work, Actor actor, View view) =>
        await WhyInterestedAsync(work, actor, view.Decided.ApplicationId)
        ?? await RoundApprovers.WhyNotAsync(work, actor, view.Round.Id, view.RecommendedBy, view.Decided.ApplicationId);

    private static async Task<Refusal?> WhyInterestedAsync(Work work, Actor actor, Guid application) =>
        InterestRules.WhyCannotDecide(
            await work.ScalarAsync<int>(
                "select count(*) from DecisionInterest i join Decision d on d.Id = i.DecisionId where i.ApplicationId = @application and d.DecidedBy = @Id",
                new { application, actor.Id }
            ) > 0
        );

    /// <summary>The budget as asked for, and what each line gets by the recommendation.</summary>
    public static async Task<(IReadOnlyList<BudgetLine> Budget, IReadOnlyDictionary<Guid, Money> Recommended)> BudgetAsync(
        Work work,
        Guid application
    ) => (await ApplicationReader.BudgetAsync(work, application), await DecidedBudget.RecommendedAsync(work, application));

    /// <summary>The amounts as a decision keeps them: null when they are those of the recommendation.</summary>
    internal static async Task<(AwardedLines? Lines, IReadOnlyList<Refusal> Wrong)> LinesAsync(
        Work work,
        Round round,
        Guid application,
        IReadOnlyList<Money?> amounts
    )
    {
        var budget = await ApplicationReader.BudgetAsync(work, application);
        if (AwardedLineRules.WhyWrong(round, budget, amounts) is { Count: > 0 } wrong)
            return (null, wrong);
        var recommended = await DecidedBudget.RecommendedAsync(work, application);
        return budget.Select((line, i) => recommended[line.Id] == amounts[i]).All(same => same)
            ? (null, [])
            : (new(budget.Select((line, i) => new AwardedLine(line.Id, amounts[i]!.Value)).ToList()), []);
    }

    /// <summary>Reads what was typed, and applies it.</summary>
    internal static async Task<Result<Guid>> DecideAsync(
        Work work,
        Actor actor,
        Office office,
        View view,
        Command command,
        Guid? review = null
    )
    {
        var wrong = new List<Refusal>();
        if (command.Choice is not { } choice)
            return new Refusal("Choose what is decided", nameof(command.Choice));
        if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 })
            wrong.Add(new("Say why it is decided again, in up to 1,000 characters", nameof(command.Reason)));
        if (InterestRules.WhyInterested(command.HasInterest, view.Decided.Reference) is { } interested)
            wrong.Add(interested);
        wrong.AddRange(
            TextLimit.WhyTooLong([(command.Told, 1000, nameof(command.Told)), (command.Condition, 1000, nameof(command.Condition))])
        );
        var crimeReason = string.IsNullOrWhiteSpace(command.CrimeReason) ? view.Decided.CrimeReason : command.CrimeReason.Trim();
        if (
            choice == DecisionChoice.Fund
            && crimeReason != view.Decided.CrimeReason
            && TextLimit.WhyTooLong(crimeReason, CrimeReasonRules.Longest, nameof(command.CrimeReason)) is { } longReason
        )
            wrong.Add(longReason);
        if (choice == DecisionChoice.Fund && crimeReason is null)
            wrong.Add(CrimeReasonRules.WhyNot(null, nameof(command.CrimeReason))!);
        AwardedLines? lines = null;
        if (choice == DecisionChoice.Fund && command.Amounts is not null)
        {
            var (read, refused) = await LinesAsync(work, view.Round, view.Decided.ApplicationId, command.Amounts);
            wrong.AddRange(refused);
            lines = read;
        }
        if (
            choice == DecisionChoice.Defer
            && DecisionRules.WhyCannotDefer(command.DeferUntil, LondonTime.DateOf(work.Now), nameof(command.DeferUntil)) is { } day
        )
            wrong.Add(day);
        if (string.IsNullOrWhiteSpace(command.Told) && (choice == DecisionChoice.Defer || lines is not null))
            wrong.Add(
                new(
                    choice == DecisionChoice.Defer
                        ? "Say why you defer the decision"
                        : "Say why you decide another amount than was recommended",
                    nameof(command.Told)
                )
            );
        if (
            choice == DecisionChoice.Decline
            && DeclineReasons.WhyUntrue(view.Decided.Reference, command.Told, view.Facts, nameof(command.Told)) is { } untrue
        )
            wrong.Add(untrue);
        if (wrong.Count > 0)
            return wrong;
        return await ApplyAsync(
            work,
            actor,
            office,
            view,
            new(
                choice,
                lines?.Total ?? view.Decided.Recommended,
                lines,
                string.IsNullOrWhiteSpace(command.Condition) ? null : command.Condition.Trim(),
                choice == DecisionChoice.Defer ? command.DeferUntil : null,
                string.IsNullOrWhiteSpace(command.Told) ? null : command.Told.Trim(),
                choice == DecisionChoice.Fund ? crimeReason : null
            ),
            command.Reason!.Trim(),
            review
        );
    }

    /// <summary>Decides the application anew, by a person without an interest in it; returns the new decision's id.</summary>
    internal static async Task<Result<Guid>> ApplyAsync(
        Work work,
        Actor actor,
        Office office,
        View view,
        Outcome now,
        string why,
        Guid? review = null
    )
    {
        var (round, before, fund) = (view.Round, view.Decided, now.Choice == DecisionChoice.Fund);
        var (was, becomes) = (before.Funded ? before.Amount : Money.Zero, fund ? now.Amount : Money.Zero);
        if (
            before.Choice == now.Choice
            && was == becomes
            && before.LinesJson?.ToJson() == now.Lines?.ToJson()
            && (before.Condition ?? "") == (now.Condition ?? "")
            && before.DeferredUntil == now.DeferredUntil
            && (!fund || before.CrimeReason == now.CrimeReason)
        )
            return new Refusal("This is what was decided. Change the decision, the amount or the condition.");
        if (
            fund
            && CrimeReasonRules.WhyNot(
                now.CrimeReason?[..Math.Min(now.CrimeReason.Length, CrimeReasonRules.Longest)],
                nameof(Command.CrimeReason)
            )
                is { } noReason
        )
            return noReason;
        if (becomes - was > view.Left)
            return new Refusal(
                was == Money.Zero
                    ? $"{before.Reference} asks for {becomes}, and {view.Left} is left in the pot"
                    : $"{before.Reference} would get {becomes - was} more, and {view.Left} is left in the pot"
            );
        if (DecisionRules.WhyAboveLimit(view.Limits, round.FundId, actor.Id, becomes > was ? becomes : was) is { } above)
            return above;
        await work.ExecuteOneAsync(
            "update RoundTally set Awards = Awards + @More, Awarded = Awarded + @Difference where RoundId = @Round",
            new
            {
                More = (fund ? 1 : 0) - (before.Funded ? 1 : 0),
                Difference = becomes - was,
                Round = round.Id,
            }
        );
        if (becomes > was && await RoundPot.AwardLaterAsync(work, actor, round.BudgetYear, round.FullName, becomes - was) is { } closed)
            return closed;
        if (was > becomes && await RoundPot.ReturnToCentralAsync(work, actor, round.BudgetYear, round.FullName, was - becomes) is { } shut)
            return shut;
        var departs = new DecisionOnApplication(
            before.ApplicationId,
            before.Reference,
            before.IsRecommended,
            fund,
            now.Amount,
            why,
            now.Condition,
            now.DeferredUntil,
            before.Recommended
        ).Departs;
        var (id, number) = (Guid.CreateVersion7(), await DecisionNumbers.NextAsync(work, office));
        await work.ExecuteAsync(
            "insert into Decision (Id, RoundId, RecommendationId, DecidedBy, DecidedAt, Interests, Note, Number, CorrectsId, ReviewId) values (@id, @Round, @RecommendationId, @By, @Now, 'None', @why, @number, @FirstDecision, @review)",
            new
            {
                id,
                Round = round.Id,
                view.RecommendationId,
                By = actor.Id,
                work.Now,
                why,
                number,
                view.FirstDecision,
                review,
            }
        );
        await work.ExecuteOneAsync(
            "update DecisionLine set SupersededBy = @id where DecisionId = @DecisionId and ApplicationId = @ApplicationId and SupersededBy is null",
            new
            {
                id,
                before.DecisionId,
                before.ApplicationId,
            }
        );
        await work.ExecuteAsync(
            DecideRound.LineSql,
            new
            {
                id,
                before.ApplicationId,
                Fund = fund,
                Amount = becomes,
                Lines = fund ? now.Lines : null,
                now.DeferredUntil,
                Departs = departs,
                Reason = now.Told ?? (departs ? why : null),
                now.Condition,
                Why = fund ? now.CrimeReason : null,
            }
        );
        await DecidedBudget.WriteAsync(work, before.ApplicationId, fund ? now.Lines : null);
        await WriteAwardAsync(work, view, now, fund);
        work.Note($"{number}, {before.Reference}. {ChangesOf(before, now, was, becomes)}. {why}");
        return Result.Made(id);
    }

    /// <summary>True when the letter about the decision that stands is sent; false while one waits to be sent.</summary>
    internal static async Task<bool> IsToldAsync(Work work, Guid application) =>
        await work.ScalarAsync<int>(
            """
            select count(*)
            from   Application a
            where  a.Id = @application and exists (select 1 from Letter l where l.ApplicationId = a.Id and l.Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline') and l.State = 'Sent')
                   and not exists (select 1 from Letter l where l.ApplicationId = a.Id and l.Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline') and l.State <> 'Sent')
            """,
            new { application }
        ) > 0;

    /// <summary>The letter about a decision that was made after the round's letters: in place of the one that is not sent yet, or with the
    /// day's letters.</summary>
    /// <returns>Not null when it would tell the applicant nobody's own reason.</returns>
    internal static async Task<Refusal?> QueueLetterAsync(Work work, Actor actor, View view, Guid decision)
    {
        var application = view.Decided.ApplicationId;
        var line = await work.FindAsync<LetterLine>(LetterLineSql, new { decision, application });
        var stock = await LetterReasons.StockOnlyAsync(work, view.Round.Id, application);
        if (LetterReasonRules.WhyNoOwnReason(stock, nameof(Command.Told)) is { } refusal)
            return refusal;
        var kind = LetterKinds.Of(
            DecisionChoices.Of(line.Funded, line.DeferredUntil),
            line.Amount < line.Asked,
            view.Decided.Result,
            view.Round.Policy.ReserveDays > 0
                && LondonTime.DateOf(work.Now) <= LondonTime.DateOf(line.FirstDecidedAt).AddDays(view.Round.Policy.ReserveDays)
        );
        await LetterQueue.ReplaceAsync(work, actor, application, kind, decision);
        return null;
    }

    private static Changes ChangesOf(DecidedLine before, Outcome now, Money was, Money becomes) =>
        new Changes()
            .Add(
                "Decision",
                DecisionChoices.InWords(before.Funded, before.DeferredUntil),
                DecisionChoices.InWords(now.Choice == DecisionChoice.Fund, now.DeferredUntil)
            )
            .Add("Amount", was, becomes)
            .Add("Condition", before.Condition, now.Condition);

    private static async Task WriteAwardAsync(Work work, View view, Outcome now, bool fund)
    {
        var (round, line) = (view.Round.Id, view.Decided);
        if (fund && line.Funded)
        {
            // An offer that went out cannot be accepted any more; the new letter offers it again.
            var row = new
            {
                line.ApplicationId,
                now.Amount,
                Conditions = DecideRound.ConditionsOf(view.Round, now.Condition),
                Why = now.CrimeReason,
            };
            await work.ExecuteOneAsync(
                "update Award set Amount = @Amount, Conditions = @Conditions, CrimeReductionReason = @Why, OfferedAt = null, AcceptBy = null, Version = Version + 1 where ApplicationId = @ApplicationId and AcceptedAt is null and EndedAt is null",
                row
            );
            await AwardTotals.RefreshAsync(
                work,
                await work.ScalarAsync<Guid>("select Id from Award where ApplicationId = @ApplicationId", row)
            );
        }
        else if (fund)
        {
            var last = await work.ScalarAsync<int?>("select max(Number) from Award where RoundId = @round", new { round }) ?? 0;
            var award = Guid.CreateVersion7();
            await work.ExecuteAsync(
                DecideRound.AwardSql,
                new
                {
                    Id = award,
                    Round = round,
                    line.ApplicationId,
                    Number = last + 1,
                    now.Amount,
                    Conditions = DecideRound.ConditionsOf(view.Round, now.Condition),
                    Why = now.CrimeReason,
                }
            );
            await AwardTotals.RefreshAsync(work, award);
            await CheckConditions.HoldPaymentAsync(work, line.ApplicationId);
        }
        else if (line.Funded)
        {
            // Awards are paged by their numbers, so later ones move up.
            var row = new { line.ApplicationId };
            var place = await work.ScalarAsync<int>("select Number from Award where ApplicationId = @ApplicationId", row);
            await AwardTotals.RemoveAsync(work, line.ApplicationId);
            await work.ExecuteAsync(
                "delete from AwardCondition where CheckId is not null and AwardId in (select w.Id from Award w where w.ApplicationId = @ApplicationId and w.OfferedAt is null)",
                row
            );
            await work.ExecuteOneAsync("delete from Award where ApplicationId = @ApplicationId and OfferedAt is null", row);
            foreach (
                var later in await work.QueryAsync<Guid>(
                    "select Id from Award where RoundId = @round and Number > @place order by Number",
                    new { round, place }
                )
            )
                await work.ExecuteOneAsync("update Award set Number = Number - 1 where Id = @later", new { later });
        }
    }

    // The round's own decision on the application; a rolling round has one for each list.
    private const string FirstSql = """
        select d.Id, d.RoundId, d.RecommendationId, m.MadeBy
        from   Decision d
        join   Recommendation m on m.Id = d.RecommendationId
        join   DecisionLine l on l.DecisionId = d.Id and l.ApplicationId = @application
        where  d.CorrectsId is null
        order by d.DecidedAt, d.Id
        """;
    private const string LineSql = """
        select l.DecisionId, l.ApplicationId, a.Reference, a.ProjectName, a.Summary, a.Priority, a.Status, d.DecidedBy, d.DecidedAt, coalesce(a.AmountRequested, 0) as Asked,
               a.DueDiligence, r.Result, coalesce(l.CrimeReason, r.CrimeReason) as CrimeReason, r.Amount as Recommended, l.Funded, l.Amount, l.LinesJson, l.DeferredUntil, l.Condition
        from   DecisionLine l
        join   Decision d on d.Id = l.DecisionId
        join   RecommendationLine r on r.RecommendationId = d.RecommendationId and r.ApplicationId = l.ApplicationId
        join   Application a on a.Id = l.ApplicationId
        where  (d.Id = @first or d.CorrectsId = @first) and l.ApplicationId = @application and l.SupersededBy is null
        """;

    private const string LetterLineSql = """
        select l.Funded, l.Amount, l.DeferredUntil, coalesce(a.AmountRequested, 0) as Asked, f.DecidedAt as FirstDecidedAt
        from   DecisionLine l
        join   Application a on a.Id = l.ApplicationId
        join   Decision d on d.Id = l.DecisionId
        join   Decision f on f.Id = coalesce(d.CorrectsId, d.Id)
        where  l.DecisionId = @decision and l.ApplicationId = @application
        """;

    private sealed record FirstDecisionRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid RecommendationId { get; init; }
        public required Guid MadeBy { get; init; }
    }

    private sealed record LetterLine
    {
        public required bool Funded { get; init; }
        public required Money Amount { get; init; }
        public required Money Asked { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public required DateTime FirstDecidedAt { get; init; }
    }
}
