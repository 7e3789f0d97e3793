using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Saves a return as it is, and sends it when it is complete: to the office, or to a colleague for certification if the round
/// requires it. After an officer asked for named parts again, only those can be changed.</summary>
public sealed class SaveReturn(Db db, Office office)
{
    private const int LongText = 20_000;

    public sealed record SpendLine(Guid BudgetLine, Money? Spent, string? Explanation);

    public sealed record Outcome(Guid Measure, string? Achieved, string? Before = null, string? After = null, Verdict? Verdict = null);

    public sealed record Command(Guid Return, int Version, bool Send)
    {
        public IReadOnlyList<SpendLine> Lines { get; init; } = [];
        public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

        /// <summary>By question and choice, in the order of the round's settings; null: blank.</summary>
        public IReadOnlyList<IReadOnlyList<int?>> People { get; init; } = [];
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public PreventionLevel? PreventionLevel { get; init; }
        public IReadOnlyList<string> StrategyOutcomes { get; init; } = [];
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public string? Story { get; init; }
        public bool StoryConsent { get; init; }
        public string? Quote { get; init; }
        public bool QuoteConsent { get; init; }
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        return await db.ChangeAsync(
            actor,
            command.Send ? AuditAction.ReturnPrepared : AuditAction.ReturnSaved,
            command.Return,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, command.Return);
                if (command.Send && await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.ReturnPrepared) is { } often)
                    return often;
                var kept = Within(view, command);
                IReadOnlyList<Refusal> refusals = WhyNot(view, kept, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await WriteAsync(work, view, kept);
                if (command.Send)
                {
                    await work.ExecuteOneAsync(
                        "update MonitoringReturn set Status = 'Prepared', PreparedBy = @By, PreparedAt = @Now, Version = Version + 1 where Id = @Return",
                        new
                        {
                            command.Return,
                            By = actor.Id,
                            work.Now,
                        }
                    );
                    if (!view.Policy.SecondPersonCertifies)
                        await SubmitReturn.RunAsync(work, office, actor, command.Return);
                    else
                        await AskColleaguesAsync(work, actor, view);
                }
                return Domain.Result.Done;
            }
        );
    }

    /// <summary>Keeps the parts that were not asked for again as they were sent.</summary>
    private static Command Within(ReturnReader.MonitoringReturn view, Command command)
    {
        if (view.Open.Count == 0)
            return command;
        bool May(ReturnPart part) => view.MayChange(part);
        return command with
        {
            Lines = view
                .Budget.Select(line =>
                    May(ReturnPart.Spending(line.Id)) && command.Lines.FirstOrDefault(one => one.BudgetLine == line.Id) is { } one
                        ? one
                        : new SpendLine(
                            line.Id,
                            view.Spending.GetValueOrDefault(line.Id)?.Spent,
                            view.Spending.GetValueOrDefault(line.Id)?.Explanation
                        )
                )
                .ToList(),
            Outcomes = view
                .Outcomes.Select(outcome =>
                    May(ReturnPart.Outcome(outcome.Id)) && command.Outcomes.FirstOrDefault(one => one.Measure == outcome.Id) is { } one
                        ? one
                    : view.Achieved.GetValueOrDefault(outcome.Id) is { } came
                        ? new Outcome(outcome.Id, came.Achieved, came.BeforeFigure, came.AfterFigure, came.Verdict)
                    : new Outcome(outcome.Id, null)
                )
                .ToList(),
            People = May(ReturnPart.People)
                ? command.People
                : view
                    .Policy.People.Select(question =>
                        (IReadOnlyList<int?>)question.Choices.Select(choice => view.Count(question.Name, choice)).ToList()
                    )
                    .ToList(),
            PeopleNew = May(ReturnPart.People) ? command.PeopleNew : view.Return.PeopleNew,
            PeopleRepeat = May(ReturnPart.People) ? command.PeopleRepeat : view.Return.PeopleRepeat,
            PreventionLevel = May(ReturnPart.Prevention) ? command.PreventionLevel : view.Return.PreventionLevel,
            StrategyOutcomes = May(ReturnPart.Prevention) ? command.StrategyOutcomes : view.Return.StrategyOutcomes?.Split('\n') ?? [],
            Delivered = May(ReturnPart.Delivered) ? command.Delivered : view.Return.Delivered,
            Learned = May(ReturnPart.Learned) ? command.Learned : view.Return.Learned,
            Story = May(ReturnPart.Story) ? command.Story : view.Return.Story,
            StoryConsent = May(ReturnPart.Story) ? command.StoryConsent : view.Return.StoryConsent,
            Quote = May(ReturnPart.Story) ? command.Quote : view.Return.QuoteText,
            QuoteConsent = May(ReturnPart.Story) ? command.QuoteConsent : view.Return.QuoteConsent,
        };
    }

    private static IReadOnlyList<Refusal> WhyNot(ReturnReader.MonitoringReturn view, Command command, DateOnly today)
    {
        if ((MonitoringRules.WhyCannotChange(view.Return.Status) ?? view.WhyNotOpen) is { } refusal)
            return [refusal];
        if (view.Return.Version != command.Version)
            return
            [
                new(
                    "A colleague saved this return after you opened it. What you entered is below and is not saved yet. Check it and save again to replace theirs."
                ),
            ];
        var wide = TextLimit.WhyTooLong([
            (command.Delivered, LongText, nameof(Command.Delivered)),
            (command.Learned, LongText, nameof(Command.Learned)),
            (command.Story, LongText, nameof(Command.Story)),
            (command.Quote, 1000, nameof(Command.Quote)),
            .. command.Lines.Select(
                (line, i) => (line.Explanation, 1000, Refusal.At(nameof(Command.Lines), i, nameof(SpendLine.Explanation)))
            ),
            .. command.Outcomes.SelectMany(
                (one, i) =>
                    new[]
                    {
                        (one.Achieved, 500, Refusal.At(nameof(Command.Outcomes), i, nameof(Outcome.Achieved))),
                        (one.Before, 100, Refusal.At(nameof(Command.Outcomes), i, nameof(Outcome.Before))),
                        (one.After, 100, Refusal.At(nameof(Command.Outcomes), i, nameof(Outcome.After))),
                    }
            ),
        ]);
        if (wide.Count > 0)
            return wide;
        if (!command.Send)
            return [];
        return MonitoringRules.WhyTooEarly(view.Return.PeriodTo, view.Return.AwardEndedAt, today) is { } early
            ? [early]
            : MonitoringRules.WhyIncomplete(ContentOf(view, command), today);
    }

    private static ReturnContent ContentOf(ReturnReader.MonitoringReturn view, Command command) =>
        new()
        {
            Kind = view.Return.Kind,
            ProjectStarts = view.Return.ProjectStarts,
            Tolerance = Tolerance.Of(view.Return.Award, view.Policy),
            PeopleNew = command.PeopleNew,
            PeopleRepeat = command.PeopleRepeat,
            PreventionLevel = command.PreventionLevel,
            Delivered = command.Delivered,
            Learned = command.Learned,
            Story = command.Story,
            Quote = command.Quote,
            Lines = view
                .Budget.Select(line => (line, typed: command.Lines.FirstOrDefault(one => one.BudgetLine == line.Id)))
                .Select(pair => new BudgetLineSpend(
                    pair.line.Item,
                    pair.line.Requested,
                    view.Earlier.GetValueOrDefault(pair.line.Id),
                    pair.typed?.Spent,
                    pair.typed?.Explanation
                ))
                .ToList(),
            Outcomes = view
                .Outcomes.Select(outcome =>
                    command.Outcomes.FirstOrDefault(one => one.Measure == outcome.Id) is { } one
                        ? new OutcomeReached(outcome.Outcome, one.Achieved, one.Before, one.After, one.Verdict)
                        : new OutcomeReached(outcome.Outcome, null, null, null, null)
                )
                .ToList(),
            People = view
                .Policy.People.Select(
                    (question, i) =>
                        new PeopleCounted(
                            question,
                            question.Choices.Select((_, j) => command.People.ElementAtOrDefault(i)?.ElementAtOrDefault(j)).ToList()
                        )
                )
                .ToList(),
            WithoutReceipt = view
                .Budget.Where(line =>
                    view.Sample.Contains(line.Id)
                    && command.Lines.FirstOrDefault(one => one.BudgetLine == line.Id)?.Spent is { } spent
                    && spent > Money.Zero
                    && view.Receipts.All(receipt => receipt.BudgetLineId != line.Id)
                )
                .Select(line => line.Item)
                .ToList(),
        };

    private static async Task WriteAsync(Work work, ReturnReader.MonitoringReturn view, Command command)
    {
        var (lines, outcomes) = (view.Budget.Select(line => line.Id).ToHashSet(), view.Outcomes.Select(outcome => outcome.Id).ToHashSet());
        await work.ExecuteOneAsync(
            UpdateSql,
            new
            {
                Id = command.Return,
                command.Version,
                Spent = Spent(view, command),
                Delivered = Blank(command.Delivered),
                Learned = Blank(command.Learned),
                command.PeopleNew,
                command.PeopleRepeat,
                command.PreventionLevel,
                StrategyOutcomes = command.StrategyOutcomes.Count == 0
                    ? null
                    : string.Join('\n', command.StrategyOutcomes.Where(ProjectRules.Outcomes.Contains)),
                Story = Blank(command.Story),
                StoryConsent = command.StoryConsent && Blank(command.Story) is not null,
                Quote = Blank(command.Quote),
                QuoteConsent = command.QuoteConsent && Blank(command.Quote) is not null,
            }
        );
        await work.ExecuteAsync("delete from MonitoringSpend where ReturnId = @Return", new { command.Return });
        await work.ExecuteAsync(
            "insert into MonitoringSpend (ReturnId, BudgetLineId, Spent, Explanation) values (@Return, @BudgetLine, @Spent, @Explanation)",
            command
                .Lines.Where(line => line.Spent is not null && lines.Contains(line.BudgetLine))
                .DistinctBy(line => line.BudgetLine)
                .Select(line => new
                {
                    command.Return,
                    line.BudgetLine,
                    Spent = line.Spent!.Value,
                    Explanation = Blank(line.Explanation),
                })
        );
        await work.ExecuteAsync("delete from MonitoringOutcome where ReturnId = @Return", new { command.Return });
        await work.ExecuteAsync(
            "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, BeforeFigure, AfterFigure, Verdict) values (@Return, @Measure, @Achieved, @Before, @After, @Verdict)",
            command
                .Outcomes.Where(one =>
                    outcomes.Contains(one.Measure)
                    && ((Blank(one.Achieved) ?? Blank(one.Before) ?? Blank(one.After)) is not null || one.Verdict is not null)
                )
                .DistinctBy(one => one.Measure)
                .Select(one => new
                {
                    command.Return,
                    one.Measure,
                    Achieved = one.Achieved?.Trim() ?? "",
                    Before = Blank(one.Before),
                    After = Blank(one.After),
                    one.Verdict,
                })
        );
        await work.ExecuteAsync("delete from MonitoringPeople where ReturnId = @Return", new { command.Return });
        await work.ExecuteAsync(
            "insert into MonitoringPeople (ReturnId, Question, Choice, People) values (@Return, @Question, @Choice, @People)",
            view.Policy.People.SelectMany(
                    (question, i) =>
                        question.Choices.Select(
                            (choice, j) => (question, choice, count: command.People.ElementAtOrDefault(i)?.ElementAtOrDefault(j))
                        )
                )
                .Where(one => one.count is not null)
                .Select(one => new
                {
                    command.Return,
                    Question = one.question.Name,
                    Choice = one.choice,
                    People = one.count!.Value,
                })
        );
    }

    /// <summary>The sum of the lines that are said; null when none is.</summary>
    private static Money? Spent(ReturnReader.MonitoringReturn view, Command command) =>
        command
            .Lines.Where(line => line.Spent is not null && view.Budget.Any(one => one.Id == line.BudgetLine))
            .DistinctBy(line => line.BudgetLine)
            .ToList()
            is { Count: > 0 } said
            ? said.Sum(line => line.Spent!.Value)
            : null;

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private async Task AskColleaguesAsync(Work work, Actor actor, ReturnReader.MonitoringReturn view)
    {
        foreach (
            var to in await work.QueryAsync<Recipient>(
                "select p.DisplayName as Name, p.Email from OrganisationMember m join Person p on p.Id = m.PersonId join Application a on a.OrganisationId = m.OrganisationId where a.Id = @ApplicationId and p.Id <> @By order by p.Email",
                new { view.Return.ApplicationId, By = actor.Id }
            )
        )
            await ApplicationMessage.SendAsync(
                work,
                office,
                view.Return.ApplicationId,
                MessageKind.ReturnToCertify,
                to,
                new Dictionary<string, string> { ["by"] = actor.Name, ["return"] = view.Return.Reference },
                Links.Monitoring.Return(view.Return.Id),
                about: view.Return.Id
            );
        work.Note($"{view.Return.Reference}: prepared, waits for a second person");
    }

    private const string UpdateSql = """
        update MonitoringReturn
        set    Spent = @Spent, Delivered = @Delivered, Learned = @Learned, PeopleNew = @PeopleNew, PeopleRepeat = @PeopleRepeat, PreventionLevel = @PreventionLevel, StrategyOutcomes = @StrategyOutcomes, Story = @Story, StoryConsent = @StoryConsent,
               QuoteText = @Quote, QuoteConsent = @QuoteConsent, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
