using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Saves pages of a return as they are, readable or not. After an officer asked for named parts again, only those can be
/// changed.</summary>
public sealed class SaveReturn(Db db)
{
    public sealed record SpendLine(Guid BudgetLine, Money? Spent, string? Explanation);

    public sealed record Outcome(Guid Measure, string? Achieved, string? Before = null, string? After = null, Verdict? Verdict = null);

    /// <param name="Version">Of the return when the pages were opened.</param>
    public sealed record Command(Guid Return, int Version)
    {
        /// <summary>What this saves; the other pages stay.</summary>
        public IReadOnlyCollection<ReturnPage> Pages { get; init; } = Enum.GetValues<ReturnPage>();

        /// <summary>The pages as typed, when something of them cannot be read.</summary>
        public TypedReturn? Unread { get; init; }

        /// <summary>So far in all, in pence, where the form asks for one sum.</summary>
        public Money? Spent { get; init; }

        /// <summary>When the project ends, in pence.</summary>
        public Money? Forecast { get; init; }
        public IReadOnlyList<SpendLine> Lines { get; init; } = [];
        public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

        /// <summary>By question and choice, in the order of the round's settings; null: blank.</summary>
        public IReadOnlyList<IReadOnlyList<int?>> People { get; init; } = [];
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public string? Story { get; init; }
        public string? Quote { get; init; }

        /// <summary>To what the office asked, by point; the others stay.</summary>
        public IReadOnlyDictionary<Guid, string?> Replies { get; init; } = new Dictionary<Guid, string?>();

        /// <summary>To the office's own questions, by code.</summary>
        public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.ReturnSaved,
            command.Return,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, command.Return);
                if (WhyNot(actor, view, command) is { } refusal)
                    return refusal;
                var kept = Within(view, command);
                await WriteAsync(work, actor, view, command, kept);
                // Consent was given to the words as they were.
                if (Blank(kept.Story) != view.Return.Story)
                    await Consents.EndAsync(work, actor, command.Return, ConsentItem.Story);
                if (Blank(kept.Quote) != view.Return.QuoteText)
                    await Consents.EndAsync(work, actor, command.Return, ConsentItem.Quote);
                return Result.Done;
            }
        );
    }

    /// <summary>Characters of a page as typed.</summary>
    private const int LongestTyped = 200_000;

    private static Refusal? WhyNot(Actor actor, ReturnReader.MonitoringReturn view, Command command) =>
        MonitoringRules.WhyCannotChange(view.Return.Status)
        ?? view.WhyNotOpen
        ?? (
            command.Unread?.ToJson().Length > LongestTyped || command.Answers.Values.Any(answer => answer.Length > AnswerRules.Longest)
                ? new Refusal("This is far too long to save. Cut it to a few pages.")
                : null
        )
        ?? (
            view.VersionOf(command.Pages) > command.Version
                ? new Refusal(
                    Overtaken(actor, view.Drafts.Where(draft => command.Pages.Contains(draft.Page)).MaxBy(draft => draft.Version)!)
                )
                : null
        );

    private static string Overtaken(Actor actor, ReturnReader.PageDraft last) =>
        last.SavedBy == actor.Id
            ? "You saved this return in another window or on another device after you opened it here. What you entered here is below and is not saved yet. Check it and save again to replace the other."
            : $"{last.SavedByName} saved this return after you opened it. What you entered is below and is not saved yet. Check it and save again to replace theirs.";

    /// <summary>What the return says then: the pages of the command in the parts that may be changed, and all else as it was.</summary>
    private static Command Within(ReturnReader.MonitoringReturn view, Command command)
    {
        bool Takes(ReturnPage page, ReturnPart part) => command.Pages.Contains(page) && view.MayChange(part);
        var (happened, people, words) = (
            Takes(ReturnPages.Of(ReturnItemKind.Delivered), ReturnPart.Delivered),
            Takes(ReturnPage.People, ReturnPart.People),
            Takes(ReturnPage.Words, ReturnPart.Story)
        );
        return command with
        {
            Spent = Takes(ReturnPage.Money, ReturnPart.Money) ? command.Spent : view.Return.Spent,
            Forecast =
                Takes(ReturnPage.Money, ReturnPart.Money)
                || command.Pages.Contains(ReturnPage.Money) && view.Budget.Any(line => view.MayChange(ReturnPart.Spending(line.Id)))
                    ? command.Forecast
                    : view.Return.Forecast,
            Lines = view
                .Budget.Select(line =>
                    Takes(ReturnPage.Money, ReturnPart.Spending(line.Id))
                    && command.Lines.FirstOrDefault(one => one.BudgetLine == line.Id) is { } one
                        ? one
                    : view.Spending.GetValueOrDefault(line.Id) is { } saved ? new SpendLine(line.Id, saved.Spent, saved.Explanation)
                    : new SpendLine(line.Id, null, null)
                )
                .ToList(),
            Outcomes = view
                .Outcomes.Select(outcome =>
                    Takes(ReturnPage.Happened, ReturnPart.Outcome(outcome.Id))
                    && command.Outcomes.FirstOrDefault(one => one.Measure == outcome.Id) is { } one
                        ? one
                    : view.Achieved.GetValueOrDefault(outcome.Id) is { } came
                        ? new Outcome(outcome.Id, came.Achieved, came.BeforeFigure, came.AfterFigure, came.Verdict)
                    : new Outcome(outcome.Id, null)
                )
                .ToList(),
            People =
                people && command.People.Count > 0
                    ? command.People
                    : view
                        .Policy.People.Select(question =>
                            (IReadOnlyList<int?>)question.Choices.Select(choice => view.Count(question.Name, choice)).ToList()
                        )
                        .ToList(),
            PeopleNew = people ? command.PeopleNew : view.Return.PeopleNew,
            PeopleRepeat = people ? command.PeopleRepeat : view.Return.PeopleRepeat,
            Delivered = happened ? command.Delivered : view.Return.Delivered,
            Learned = Takes(ReturnPage.Words, ReturnPart.Learned) ? command.Learned : view.Return.Learned,
            Story = words ? command.Story : view.Return.Story,
            Quote = words ? command.Quote : view.Return.QuoteText,
            Answers = view
                .Form.Own.Select(item => item.Question!.Code)
                .ToDictionary(
                    code => code,
                    code =>
                        Takes(ReturnPage.Words, ReturnPart.Answers) && command.Answers.TryGetValue(code, out var typed)
                            ? typed.Trim()
                            : view.Answers.GetValueOrDefault(code, "")
                ),
        };
    }

    private static async Task WriteAsync(Work work, Actor actor, ReturnReader.MonitoringReturn view, Command command, Command kept)
    {
        await work.ExecuteOneAsync(
            UpdateSql,
            new
            {
                Id = command.Return,
                view.Form,
                Spent = Spent(view.Form, kept),
                kept.Forecast,
                Delivered = Blank(kept.Delivered),
                Learned = Blank(kept.Learned),
                kept.PeopleNew,
                kept.PeopleRepeat,
                Story = Blank(kept.Story),
                Quote = Blank(kept.Quote),
            }
        );
        await WritePagesAsync(work, actor, command);
        await work.ExecuteAsync(
            "update ReturnPoint set Answer = @Answer where Id = @Id and ReturnId = @Return and SentAt is null",
            command.Replies.Select(reply => new
            {
                Id = reply.Key,
                command.Return,
                Answer = Blank(reply.Value),
            })
        );
        await work.ExecuteAsync("delete from MonitoringSpend where ReturnId = @Return", new { command.Return });
        if (view.Form.Asks(ReturnItemKind.SpentByLine))
            await work.ExecuteAsync(
                "insert into MonitoringSpend (ReturnId, BudgetLineId, Spent, Explanation) values (@Return, @BudgetLine, @Spent, @Explanation)",
                kept.Lines.Where(line => line.Spent is not null)
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
            kept.Outcomes.Where(one =>
                    (Blank(one.Achieved) ?? Blank(one.Before) ?? Blank(one.After)) is not null || one.Verdict is not null
                )
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
                            (choice, j) => (question, choice, count: kept.People.ElementAtOrDefault(i)?.ElementAtOrDefault(j))
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
        await work.ExecuteAsync("delete from ReturnAnswer where ReturnId = @Return", new { command.Return });
        await work.ExecuteAsync(
            "insert into ReturnAnswer (ReturnId, Code, Text) values (@Return, @Key, @Value)",
            kept.Answers.Where(one => one.Value.Length > 0)
                .Select(one => new
                {
                    command.Return,
                    one.Key,
                    one.Value,
                })
        );
        work.Note(WhatChanged(view, kept));
    }

    /// <summary>Every figure before and after. Of texts only that they changed: they may be about people, and the trail is never
    /// erased.</summary>
    private static string WhatChanged(ReturnReader.MonitoringReturn view, Command kept)
    {
        var row = view.Return;
        var changes = new Changes()
            .Add("Spent so far in all", row.Spent, Spent(view.Form, kept))
            .Add("Spent in the end", row.Forecast, kept.Forecast);
        List<string> texts = [];
        void Text(string name, string? before, string? after)
        {
            if (Blank(before) != Blank(after))
                texts.Add(name);
        }
        foreach (var (line, now) in view.Form.Asks(ReturnItemKind.SpentByLine) ? view.Budget.Zip(kept.Lines) : [])
        {
            var before = view.Spending.GetValueOrDefault(line.Id);
            var name = view.Label(ReturnPart.Spending(line.Id));
            changes.Add(name, before?.Spent, now.Spent);
            // Why is kept beside a sum only.
            Text($"Why, {name}", before?.Explanation, now.Spent is null ? null : now.Explanation);
        }
        changes.Add("People so far in all", row.PeopleNew, kept.PeopleNew).Add("Came more than once", row.PeopleRepeat, kept.PeopleRepeat);
        // Small numbers of people by faith or disability are erased with the grant, so they are not kept here either.
        foreach (var (question, i) in view.Policy.People.Select((question, i) => (question, i)))
            if (
                question
                    .Choices.Where(
                        (choice, j) => view.Count(question.Name, choice) != kept.People.ElementAtOrDefault(i)?.ElementAtOrDefault(j)
                    )
                    .Any()
            )
                texts.Add($"numbers by {question.Name}");
        foreach (var (outcome, now) in view.Outcomes.Zip(kept.Outcomes))
        {
            var before = view.Achieved.GetValueOrDefault(outcome.Id);
            var name = view.Label(ReturnPart.Outcome(outcome.Id));
            changes
                .Add($"{name}, before", Blank(before?.BeforeFigure), Blank(now.Before))
                .Add($"{name}, now", Blank(before?.AfterFigure), Blank(now.After))
                .Add($"{name}, target reached", before?.Verdict?.ToString(), now.Verdict?.ToString());
            Text(name, before?.Achieved, now.Achieved);
        }
        Text(view.Label(ReturnPart.Delivered), row.Delivered, kept.Delivered);
        Text(view.Label(ReturnPart.Learned), row.Learned, kept.Learned);
        Text("Story", row.Story, kept.Story);
        Text("Quotation", row.QuoteText, kept.Quote);
        foreach (var question in view.Form.Own.Select(item => item.Question!))
            Text(
                $"Answer to {question.Code}",
                view.Answers.GetValueOrDefault(question.Code),
                kept.Answers.GetValueOrDefault(question.Code)
            );
        var words = texts.Count == 0 ? null : $"Changed, kept in the return: {string.Join(", ", texts)}";
        return changes.Any ? $"{changes}{(words is null ? "" : $"; {words}")}" : words ?? changes.ToString();
    }

    private static async Task WritePagesAsync(Work work, Actor actor, Command command)
    {
        var pages = command.Pages.Order().Select(page => page.ToString()).ToList();
        await work.ExecuteAsync("delete from ReturnDraft where ReturnId = @Return and Page in @pages", new { command.Return, pages });
        await work.ExecuteAsync(
            "insert into ReturnDraft (ReturnId, Page, Version, SavedAt, SavedBy, Typed) select t.Id, @Page, t.Version, @Now, @By, @Typed from MonitoringReturn t where t.Id = @Return",
            pages.Select(
                (page, i) =>
                    new
                    {
                        command.Return,
                        Page = page,
                        work.Now,
                        By = actor.Id,
                        // One text for what was typed together.
                        Typed = i == 0 ? command.Unread : null,
                    }
            )
        );
    }

    /// <summary>As typed, or the sum of the lines that are said; null when nothing is.</summary>
    private static Money? Spent(ReturnForm form, Command kept) =>
        form.Asks(ReturnItemKind.Spent) ? kept.Spent
        : kept.Lines.Where(line => line.Spent is not null).ToList() is { Count: > 0 } said ? said.Sum(line => line.Spent!.Value)
        : null;

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private const string UpdateSql = """
        update MonitoringReturn
        set    Form = coalesce(Form, @Form), Spent = @Spent, Forecast = @Forecast, Delivered = @Delivered, Learned = @Learned, PeopleNew = @PeopleNew, PeopleRepeat = @PeopleRepeat, Story = @Story, QuoteText = @Quote, Version = Version + 1
        where  Id = @Id and Status = 'Due'
        """;
}
