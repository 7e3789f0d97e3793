using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>The decision, by a person other than the recommender, with interests declared and a reason for each departure (R58, R59). It
/// makes the awards. Each records why it reduces crime and its conditions, because the published record must (SI 2011/3050, R62).</summary>
public sealed class DecideRound(Db db, Office office)
{
    /// <param name="ProtectiveStatus">The notice's marking, such as Official.</param>
    /// <param name="Exemption">The Freedom of Information Act exemption, when the notice is withheld.</param>
    /// <param name="OthersDecideBy">Until which day the applications with an interest wait for someone else.</param>
    /// <param name="Paper">The recommendation that the decision maker read; null: the one that stands.</param>
    /// <param name="ReasonsStated">The decision maker read why each grant will reduce crime and disorder, drafts too, and says so.</param>
    public sealed record Command(
        DecisionWay? Way,
        bool? HasInterests,
        IReadOnlyList<DeclaredInterest> Interests,
        string? Note = null,
        string ProtectiveStatus = "Official",
        string? Exemption = null,
        DateOnly? OthersDecideBy = null,
        Guid? Paper = null,
        bool ReasonsStated = false
    );

    /// <summary>Every line as the panel recommends it, by a person without an interest.</summary>
    public static readonly Command AsRecommended = new(DecisionWay.AsRecommended, HasInterests: false, [], ReasonsStated: true);

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

        /// <summary>The checks when the paper was made; null: not kept.</summary>
        public CheckResult? PaperChecks { get; init; }

        /// <summary>The checks now.</summary>
        public required CheckResult DueDiligence { get; init; }

        /// <summary>What checks that passed with a condition ask for; null: nothing. A grant as recommended gets it as its
        /// condition.</summary>
        public string? CheckCondition { get; init; }

        /// <summary>What it does and why it reduces crime, as an officer wrote it; null: nobody did.</summary>
        public string? CrimeReason { get; init; }

        /// <summary>The same in this decision maker's words; null: as in the paper.</summary>
        public string? SettledCrimeReason { get; init; }

        /// <summary>Nobody wrote the reason: what stands is a draft from the application.</summary>
        public bool IsReasonDraft => SettledCrimeReason is null && CrimeReason is null;
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

        /// <summary>This decision maker settled something else than is recommended.</summary>
        public bool IsChanged => SettledFund is not null && !Withdrawn;
        public DecisionChoice Choice => DecisionChoices.Of((SettledFund ?? Recommended) && !Withdrawn, SettledUntil);
        public bool Departs =>
            IsChanged && (Choice != (Recommended ? DecisionChoice.Fund : DecisionChoice.Decline) || SettledLinesJson is not null);

        /// <summary>The condition of this grant alone, as settled or as its checks ask for.</summary>
        public string? Condition => IsChanged ? SettledCondition : CheckCondition;
        public Money DecidedAmount => Choice == DecisionChoice.Fund ? SettledAmount : Money.Zero;
        public string WhyItReducesCrime => SettledCrimeReason ?? CrimeReason ?? CrimeReasonRules.Draft(Summary, Priority);

        /// <summary>What a box offers, to accept or rewrite; this text typed back is no change.</summary>
        public string OfferedReason => CrimeReasonRules.Offered(CrimeReason ?? CrimeReasonRules.Draft(Summary, Priority));

        public bool OffersReason(string? typed) => typed?.ReplaceLineEndings("\n").Trim() == OfferedReason.ReplaceLineEndings("\n").Trim();

        public string Percent => Result == FitResult.NotScored ? "None" : new Fraction(Numerator, Denominator).ToPercent();
    }

    /// <summary>What the panel agreed for one criterion of an application, and why.</summary>
    public sealed record AgreedReason
    {
        public required Guid ApplicationId { get; init; }
        public required string Criterion { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public string Score => Changes.Shown(new(Numerator, Denominator));
    }

    /// <summary>An interest that this person declared before, as panel member or decision maker.</summary>
    public sealed record EarlierInterest
    {
        public required string Organisation { get; init; }
        public required string Kind { get; init; }
        public string? Detail { get; init; }
        public required DateTime DeclaredAt { get; init; }
    }

    /// <param name="Number">The paper's number in the round.</param>
    /// <param name="Left">What the pot has left before this decision, in pence.</param>
    /// <param name="Most">The most that this person may decide; null: any amount.</param>
    /// <param name="MayNotDraft">Why this person may not even prepare a decision; null: they may.</param>
    public sealed record RoundToDecide(
        Round Round,
        Guid RecommendationId,
        int Number,
        Money Left,
        int Awards,
        IReadOnlyList<DecisionLine> Lines,
        IReadOnlyList<ApprovalLimit> Limits,
        Money? Most,
        DraftDecision.Saved Draft,
        Refusal? WhyNot,
        Refusal? MayNotDraft
    )
    {
        /// <summary>What usual reasons may say of a line, by the paper, its checks now, and the money that the other lines leave.</summary>
        public DeclineReasons.Facts FactsOf(DecisionLine line) =>
            new(
                line.Result == FitResult.BelowThreshold,
                line.Amount > Left - Lines.Where(other => other.ApplicationId != line.ApplicationId).Sum(other => other.DecidedAmount),
                line.DueDiligence == CheckResult.Fail
            );
    }

    /// <summary>An earlier paper of the round, on which this person had prepared a decision when it was sent back.</summary>
    public sealed record EarlierPaper
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
    }

    /// <summary>What a decision maker reads beside the lines.</summary>
    /// <param name="Budget">Of the line that is open.</param>
    /// <param name="Recommended">What each budget line of it gets by the recommendation.</param>
    public sealed record DecisionPage(
        RoundToDecide Decision,
        RoundPapers.PaperRow Paper,
        IReadOnlyList<SignPaper.SignOff> SignOffs,
        ILookup<Guid, AgreedReason> Reasons,
        IReadOnlyList<EarlierInterest> Earlier,
        EarlierPaper? PreparedBefore,
        IReadOnlyList<BudgetLine> Budget,
        IReadOnlyDictionary<Guid, Money> Recommended
    );

    public Task<RoundToDecide> GetAsync(Actor actor, Guid round) => db.ReadAsync(work => GetAsync(work, actor, round));

    /// <param name="paper">The recommendation that the page showed, though it may not be the newest any more; null: the newest.</param>
    /// <param name="open">The application whose line is open; null: none.</param>
    public Task<DecisionPage> PageAsync(Actor actor, Guid round, Guid? paper, Guid? open) =>
        db.ReadAsync(async work =>
        {
            var view = await GetAsync(work, actor, round, paper);
            var (budget, recommended) = view.Lines.Any(line => line.ApplicationId == open)
                ? await FurtherDecision.BudgetAsync(work, open!.Value)
                : ([], new Dictionary<Guid, Money>());
            return new DecisionPage(
                view,
                await RoundPapers.OneAsync(work, view.RecommendationId),
                (await SignPaper.OfAsync(work, view.RecommendationId)).Where(step => step.Approved).ToList(),
                (await work.QueryAsync<AgreedReason>(ReasonsSql, new { view.RecommendationId })).ToLookup(one => one.ApplicationId),
                await work.QueryAsync<EarlierInterest>(EarlierSql, new { Person = actor.Id }),
                await work.FirstOrDefaultAsync<EarlierPaper>(
                    "select r.Id, r.Number from DecisionDraft d join Recommendation r on r.Id = d.RecommendationId where r.RoundId = @round and d.PersonId = @Person and r.WithdrawnAt is not null and r.Number < @Number order by r.Number desc",
                    new
                    {
                        round,
                        Person = actor.Id,
                        view.Number,
                    }
                ),
                budget,
                recommended
            );
        });

    public Task<Result> RunAsync(Actor actor, Guid round, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.RoundDecided,
            round,
            async work =>
            {
                var view = await GetAsync(work, actor, round);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (DecisionRules.WhyPaperIsOver(null, command.Paper is { } read && read != view.RecommendationId) is { } over)
                    return over;
                var today = LondonTime.DateOf(work.Now);
                var interests = new DeclaredInterests(
                    command.HasInterests == true ? command.Interests.Where(interest => !interest.IsBlank).ToList() : []
                );
                var lines = view.Lines.Select(line => DecisionOn(line, command.Way, interests, command.OthersDecideBy)).ToList();
                var changed = view
                    .Lines.Where(line => line.IsChanged && !interests.Concern(line.ApplicationId))
                    .Select(line => line.Reference)
                    .ToList();
                List<Refusal> refusals =
                [
                    .. InterestRules.WhyIncomplete(
                        command.HasInterests,
                        command.Interests,
                        DeclareConflict.Kinds,
                        view.Lines.Where(line => !line.Withdrawn).Select(line => line.ApplicationId).ToHashSet(),
                        command.OthersDecideBy,
                        today
                    ),
                    .. DecisionRules.WhyDecisionIsIncomplete(lines, view.Left),
                    .. view
                        .Lines.Where(line =>
                            line.IsChanged && line.Choice == DecisionChoice.Decline && !interests.Concern(line.ApplicationId)
                        )
                        .Select(line => DeclineReasons.WhyUntrue(line.Reference, line.SettledReason, view.FactsOf(line), null))
                        .OfType<Refusal>(),
                    .. lines
                        .Where(line => line.DeferredUntil is not null && !interests.Concern(line.ApplicationId))
                        .Select(line => DecisionRules.WhyCannotDefer(line.DeferredUntil, today, ""))
                        .OfType<Refusal>()
                        .Take(1),
                    .. TextLimit.WhyTooLong([
                        (command.Note, 4000, nameof(Command.Note)),
                        (command.Exemption, 500, nameof(Command.Exemption)),
                    ]),
                    .. view
                        .Lines.Where(line =>
                            line.Choice == DecisionChoice.Fund && line.SettledCrimeReason?.Length > CrimeReasonRules.Longest
                        )
                        .Select(line => new Refusal(
                            $"{line.Reference}: shorten why it will reduce crime to {CrimeReasonRules.Longest} characters"
                        )),
                ];
                if (
                    CrimeReasonRules.WhyNotStated(lines.Count(line => line.Fund), command.ReasonsStated, nameof(Command.ReasonsStated)) is
                    { } notStated
                )
                    refusals.Add(notStated);
                if (DecisionRules.WhyWayDisagrees(command.Way, changed, nameof(Command.Way)) is { } way)
                    refusals.Insert(0, way);
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
                await WriteAsync(work, actor, view, command, interests, lines);
                return Result.Done;
            }
        );

    /// <param name="paper">Null: the newest of the round.</param>
    internal static async Task<RoundToDecide> GetAsync(Work work, Actor actor, Guid round, Guid? paper = null)
    {
        var details = await RoundReader.GetAsync(work, round);
        var newest = await RoundPapers.FindAsync(work, round);
        var recommendation = paper is { } one && one != newest.Id ? await RoundPapers.OneAsync(work, one) : newest;
        if (recommendation.RoundId != round)
            throw new NotFoundException("No such paper of this round");
        var given = await work.FindAsync<DecisionGiven>("select Awards, Awarded from RoundTally where RoundId = @round", new { round });
        var limits = await ApprovalLevels.AllAsync(work);
        var whyNot = DecisionRules.WhyCannotDecide(
            details,
            recommendation.MadeBy,
            (await SignPaper.OfAsync(work, recommendation.Id)).Count(signed => signed.Approved),
            actor.Id,
            await work.ScalarAsync<string?>(
                "select p.DisplayName from Decision d join Person p on p.Id = d.DecidedBy where d.RecommendationId = @Id and d.CorrectsId is null",
                new { recommendation.Id }
            )
        );
        whyNot ??= await RoundApprovers.WhyNotAsync(work, actor, round, recommendation.MadeBy);
        // What someone prepared is theirs to keep, though another person decided or the paper was taken back.
        var isOver = details.DecidedAt is not null || recommendation.WithdrawnAt is not null || recommendation.Id != newest.Id;
        return new(
            details,
            recommendation.Id,
            recommendation.Number,
            details.Spendable - given.Awarded,
            given.Awards,
            await LinesAsync(work, actor, recommendation.Id),
            limits,
            DecisionRules.MostToDecide(limits, details.FundId, actor.Id),
            await DraftDecision.FindAsync(work, recommendation.Id, actor.Id) ?? DraftDecision.Saved.Nothing,
            details.DecidedAt is null
            && DecisionRules.WhyPaperIsOver(recommendation.WithdrawnAt, recommendation.Id != newest.Id) is { } over
                ? over
                : whyNot,
            isOver && recommendation.MadeBy != actor.Id ? null : whyNot
        );
    }

    private static async Task<IReadOnlyList<DecisionLine>> LinesAsync(Work work, Actor actor, Guid paper)
    {
        var conditions = await CheckConditions.OfPaperAsync(work, paper);
        return (await work.QueryAsync<DecisionLine>(LinesSql, new { Id = paper, Person = actor.Id }))
            .Select(line => line with { CheckCondition = conditions.GetValueOrDefault(line.ApplicationId) })
            .ToList();
    }

    /// <summary>An application withdrawn meanwhile is not funded, and that is the reason. One with an interest waits for someone
    /// else.</summary>
    private static DecisionOnApplication DecisionOn(
        DecisionLine line,
        DecisionWay? way,
        DeclaredInterests interests,
        DateOnly? othersDecideBy
    ) =>
        line.Withdrawn ? new(line.ApplicationId, line.Reference, line.Recommended, false, line.Amount, "Withdrawn by the applicant")
        : interests.Concern(line.ApplicationId)
            ? new(
                line.ApplicationId,
                line.Reference,
                line.Recommended,
                false,
                line.Amount,
                InterestRules.WhySomeoneElse,
                DeferredUntil: othersDecideBy ?? DateOnly.MinValue
            )
        : way != DecisionWay.WithChanges || !line.IsChanged
            ? new(
                line.ApplicationId,
                line.Reference,
                line.Recommended,
                line.Recommended,
                line.Amount,
                null,
                line.Recommended ? line.CheckCondition : null
            )
        : new(
            line.ApplicationId,
            line.Reference,
            line.Recommended,
            line.Choice == DecisionChoice.Fund,
            line.SettledAmount,
            line.SettledReason,
            line.Choice == DecisionChoice.Fund ? line.SettledCondition : null,
            line.SettledUntil,
            line.Amount
        );

    private async Task WriteAsync(
        Work work,
        Actor actor,
        RoundToDecide view,
        Command command,
        DeclaredInterests declared,
        IReadOnlyList<DecisionOnApplication> lines
    )
    {
        var (id, applications) = (Guid.CreateVersion7(), view.Lines.ToDictionary(line => line.ApplicationId));
        var interests =
            declared.All.Count == 0
                ? "None"
                : string.Join(". ", declared.All.Select(one => InWords(one, applications[one.Application!.Value])));
        await work.ExecuteAsync(
            "insert into Decision (Id, RoundId, RecommendationId, DecidedBy, DecidedAt, Interests, Note, Number, ProtectiveStatus, Exemption) values (@id, @Round, @RecommendationId, @By, @Now, @interests, @Note, @Number, @ProtectiveStatus, @Exemption)",
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
                interests,
                Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
            }
        );
        await work.ExecuteAsync(
            "insert into DecisionInterest (DecisionId, ApplicationId, Kind, Detail) values (@id, @Application, @Kind, @Detail)",
            declared.All.Select(one => new
            {
                id,
                one.Application,
                one.Kind,
                Detail = one.Detail!.Trim(),
            })
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
                Why = line.Fund ? applications[line.ApplicationId].WhyItReducesCrime : null,
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
                        Why = applications[line.ApplicationId].WhyItReducesCrime,
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
        foreach (var line in funded.Where(line => applications[line.ApplicationId].CheckCondition is not null))
        {
            await CheckConditions.HoldPaymentAsync(work, line.ApplicationId);
            work.Note($"{line.Reference}: payment waits for {applications[line.ApplicationId].CheckCondition}");
        }
        await work.ExecuteOneAsync(
            "update RoundTally set Awards = Awards + @Count, Awarded = Awarded + @Total where RoundId = @Round",
            new
            {
                Round = view.Round.Id,
                funded.Count,
                Total = funded.Sum(line => line.Amount),
            }
        );
        work.Note($"{funded.Count} funded, {funded.Sum(line => line.Amount)}; interests: {interests}");
        foreach (var line in lines.Where(line => line.Departs))
            work.Note($"{line.Reference} {InWords(line)} against the recommendation: {line.Reason}");
        // What this person prepared is the decision now; what others prepared stays theirs.
        var own = new { view.RecommendationId, By = actor.Id };
        await work.ExecuteAsync("delete from DecisionDraftLine where RecommendationId = @RecommendationId and PersonId = @By", own);
        await work.ExecuteAsync("delete from DecisionDraft where RecommendationId = @RecommendationId and PersonId = @By", own);
    }

    private static string InWords(DeclaredInterest interest, DecisionLine line) =>
        $"{line.Organisation} ({line.Reference}), \"{interest.Kind}\": {interest.Detail!.Trim().TrimEnd('.')}";

    private static string InWords(DecisionOnApplication line) =>
        line.DeferredUntil is { } until ? $"deferred until {LondonTime.Date(until)}"
        : !line.Fund ? "not funded"
        : line.Amount == line.RecommendedAmount ? "funded"
        : $"funded with {line.Amount}";

    internal static string ConditionsOf(Round round, string? condition) =>
        string.IsNullOrWhiteSpace(condition)
            ? round.Conditions
            : $"{round.Conditions.Trim()}\n{condition.Trim().Replace('\n', ' ')}".TrimStart();

    private sealed record DecisionGiven
    {
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }

    private const string LinesSql = """
        select   l.ApplicationId, l.RankPosition, l.Numerator, l.Denominator, l.Result, coalesce(a.AmountRequested, 0) as Asked, l.Amount, l.Reason, a.Reference, o.Name as Organisation, a.ProjectName, a.Summary, a.Priority, a.Status, l.DueDiligence as PaperChecks, a.DueDiligence, l.CrimeReason,
                 s.Funded as SettledFund, s.Reason as SettledReason, s.Condition as SettledCondition, s.CrimeReason as SettledCrimeReason, s.LinesJson as SettledLinesJson, s.DeferredUntil as SettledUntil
        from     RecommendationLine l
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join DecisionDraftLine s on s.RecommendationId = l.RecommendationId and s.ApplicationId = l.ApplicationId and s.PersonId = @Person
        where    l.RecommendationId = @Id
        order by l.RankPosition
        """;
    private const string ReasonsSql = """
        select   g.ApplicationId, c.Name as Criterion, g.Numerator, g.Denominator, g.Reason
        from     RecommendationLine l
        join     AgreedScore g on g.ApplicationId = l.ApplicationId
        join     Criterion c on c.Id = g.CriterionId
        where    l.RecommendationId = @RecommendationId
        order by l.RankPosition, c.Position
        """;
    private const string EarlierSql = """
        select   x.Organisation, x.Kind, x.Detail, x.DeclaredAt
        from     (
                   select o.Name as Organisation, i.Kind, i.Detail, d.DecidedAt as DeclaredAt
                   from   DecisionInterest i
                   join   Decision d on d.Id = i.DecisionId
                   join   Application a on a.Id = i.ApplicationId
                   join   Organisation o on o.Id = a.OrganisationId
                   where  d.DecidedBy = @Person
                   union all
                   select o.Name as Organisation, s.ConflictKind as Kind, s.ConflictDetail as Detail, s.DeclaredAt
                   from   ScoringAssignment s
                   join   Application a on a.Id = s.ApplicationId
                   join   Organisation o on o.Id = a.OrganisationId
                   where  s.AssessorId = @Person and s.Conflict = 'Declared' and s.ConflictKind is not null
                 ) x
        order by x.DeclaredAt desc, x.Organisation
        """;
    internal const string LineSql = """
        insert into DecisionLine (DecisionId, ApplicationId, Funded, Amount, LinesJson, DeferredUntil, Departure, Reason, Condition, CrimeReason)
        values (@id, @ApplicationId, @Fund, @Amount, @Lines, @DeferredUntil, @Departs, @Reason, @Condition, @Why)
        """;
    internal const string AwardSql = """
        insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version)
        values (@Id, @Round, @ApplicationId, @Number, @Amount, @Why, @Conditions, 1)
        """;
}
