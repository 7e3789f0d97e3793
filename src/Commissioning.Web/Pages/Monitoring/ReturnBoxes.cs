using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Web.Pages.Applications;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>The boxes of a return, of one page or of all.</summary>
public sealed class ReturnBoxes
{
    public int Version { get; set; }
    public string? Spent { get; set; }
    public string? Forecast { get; set; }
    public List<LineBox> Lines { get; set; } = [];
    public List<OutcomeBox> Outcomes { get; set; } = [];
    public string? PeopleNew { get; set; }
    public string? PeopleRepeat { get; set; }
    public List<PeopleBox> People { get; set; } = [];
    public string? Delivered { get; set; }
    public string? Learned { get; set; }
    public string? Story { get; set; }
    public string? Quote { get; set; }
    public List<QuestionBox> Questions { get; set; } = [];
    public IFormFile? Photo { get; set; }
    public string? Caption { get; set; }

    /// <summary>To what the office asked on these pages, in its order.</summary>
    public List<string?> Replies { get; set; } = [];

    /// <summary>Somebody saved the page meanwhile, and this one shows both.</summary>
    public bool Overtaken { get; set; }

    public sealed class LineBox
    {
        public string? Spent { get; set; }
        public string? Explanation { get; set; }
    }

    public sealed class OutcomeBox
    {
        public string? Achieved { get; set; }
        public string? Before { get; set; }
        public string? After { get; set; }
        public string? Verdict { get; set; }
    }

    public sealed class PeopleBox
    {
        public List<string?> Counts { get; set; } = [];
    }

    public sealed class QuestionBox
    {
        public AnswerForm Form { get; set; } = new();
    }

    /// <summary>As it was typed or saved last; money that nobody entered yet is what was claimed and accepted.</summary>
    public static ReturnBoxes Of(ReturnReader.MonitoringReturn view, IReadOnlyCollection<ReturnPage> pages)
    {
        var saved = view.Return;
        var claimed = view.HasClaimsToOffer;
        var boxes = new ReturnBoxes
        {
            Version = view.VersionOf(pages),
            Spent = (saved.Spent ?? (claimed ? view.Claimed.Values.Sum() : null))?.ToInput(),
            Forecast = saved.Forecast?.ToInput(),
            Lines = view
                .Budget.Select(line =>
                    view.Spending.GetValueOrDefault(line.Id) is { } spend
                        ? new LineBox { Spent = spend.Spent.ToInput(), Explanation = spend.Explanation }
                    : claimed && view.Claimed.TryGetValue(line.Id, out var sum) ? new LineBox { Spent = sum.ToInput() }
                    : new LineBox()
                )
                .ToList(),
            Outcomes = view
                .Outcomes.Select(outcome =>
                    view.Achieved.GetValueOrDefault(outcome.Id) is { } came
                        ? new OutcomeBox
                        {
                            Achieved = came.Achieved,
                            Before = came.BeforeFigure,
                            After = came.AfterFigure,
                            Verdict = came.Verdict?.ToString(),
                        }
                        : new OutcomeBox()
                )
                .ToList(),
            PeopleNew = Number(saved.PeopleNew),
            PeopleRepeat = Number(saved.PeopleRepeat),
            People = view
                .Policy.People.Select(question => new PeopleBox
                {
                    Counts = question.Choices.Select(choice => Number(view.Count(question.Name, choice))).ToList(),
                })
                .ToList(),
            Delivered = saved.Delivered,
            Learned = saved.Learned,
            Story = saved.Story,
            Quote = saved.QuoteText,
            Questions = view
                .Form.Own.Select(item => new QuestionBox
                {
                    Form = AnswerForm.From(item.Question!, view.Answers.GetValueOrDefault(item.Question!.Code, ""), 0),
                })
                .ToList(),
            Replies = view.Asked(pages).Select(point => point.Answer).ToList(),
        };
        foreach (var typed in view.Drafts.Where(draft => pages.Contains(draft.Page)).Select(draft => draft.Typed).OfType<TypedReturn>())
            boxes.TakeTyped(typed);
        return boxes.Complete(view, pages);
    }

    /// <summary>Adds the boxes that a form was sent without.</summary>
    public ReturnBoxes Complete(ReturnReader.MonitoringReturn view, IReadOnlyCollection<ReturnPage> pages)
    {
        while (Replies.Count < view.Asked(pages).Count)
            Replies.Add(null);
        while (Lines.Count < view.Budget.Count)
            Lines.Add(new());
        while (Outcomes.Count < view.Outcomes.Count)
            Outcomes.Add(new());
        while (People.Count < view.Policy.People.Count)
            People.Add(new());
        foreach (var (question, box) in view.Policy.People.Zip(People))
            while (box.Counts.Count < question.Choices.Count)
                box.Counts.Add(null);
        while (Questions.Count < view.Form.Own.Count)
            Questions.Add(new());
        foreach (var (item, box) in view.Form.Own.Zip(Questions))
            box.Form.Complete(item.Question!);
        return this;
    }

    public TypedReturn Typed(ReturnReader.MonitoringReturn view, IReadOnlyCollection<ReturnPage> pages) =>
        new()
        {
            Spent = Spent,
            Forecast = Forecast,
            Lines = view
                .Budget.Zip(Lines)
                .Select(pair => new TypedReturn.Line(pair.First.Id, pair.First.Item, pair.Second.Spent, pair.Second.Explanation))
                .ToList(),
            Outcomes = view
                .Outcomes.Zip(Outcomes)
                .Select(pair => new TypedReturn.Outcome(
                    pair.First.Id,
                    pair.First.Outcome,
                    pair.Second.Achieved,
                    pair.Second.Before,
                    pair.Second.After,
                    VerdictOf(pair.Second)
                ))
                .ToList(),
            PeopleNew = PeopleNew,
            PeopleRepeat = PeopleRepeat,
            People = People.Select(box => (IReadOnlyList<string?>)box.Counts).ToList(),
            Delivered = Delivered,
            Learned = Learned,
            Story = Story,
            Quote = Quote,
            Replies = view.Asked(pages).Zip(Replies).Select(pair => new TypedReturn.Reply(pair.First.Id, pair.Second)).ToList(),
        };

    /// <summary>What is typed in another way than here, by the names of the boxes.</summary>
    public IReadOnlyList<(string Box, string Here, string There)> Differences(ReturnReader.MonitoringReturn view, ReturnBoxes other)
    {
        static string Words(string? typed) => string.IsNullOrWhiteSpace(typed) ? "nothing" : typed.Trim();
        return Named(view)
            .Zip(other.Named(view))
            .Select(pair => (pair.First.Box, Here: Words(pair.First.Typed), There: Words(pair.Second.Typed)))
            .Where(pair => pair.Here.ReplaceLineEndings() != pair.There.ReplaceLineEndings())
            .ToList();
    }

    private IEnumerable<(string Box, string? Typed)> Named(ReturnReader.MonitoringReturn view) =>
        [
            ("Spent in all", Spent),
            ("Spent in the end", Forecast),
            .. view.Budget.Zip(Lines).Select(pair => (pair.First.Item, pair.Second.Spent)),
            .. view.Budget.Zip(Lines).Select(pair => ($"Why? {pair.First.Item}", pair.Second.Explanation)),
            .. view
                .Outcomes.Zip(Outcomes)
                .SelectMany(pair =>
                    new[]
                    {
                        ($"The figure before: {pair.First.Outcome}", pair.Second.Before),
                        ($"The figure now: {pair.First.Outcome}", pair.Second.After),
                        ($"What did you achieve? {pair.First.Outcome}", pair.Second.Achieved),
                    }
                ),
            ("Different people", PeopleNew),
            ("Came more than once", PeopleRepeat),
            .. view
                .Policy.People.Zip(People)
                .SelectMany(pair => pair.First.Choices.Zip(pair.Second.Counts, (choice, count) => ($"{pair.First.Name}: {choice}", count))),
            ("What happened", Delivered),
            ("What you learned", Learned),
            ("Story", Story),
            ("Quotation", Quote),
        ];

    /// <summary>What of it can be read, and all of it as typed while something cannot.</summary>
    public SaveReturn.Command Command(ReturnReader.MonitoringReturn view, IReadOnlyCollection<ReturnPage> pages)
    {
        var typed = Typed(view, pages);
        // What cannot be read leaves the saved figure until a readable one comes.
        static Money? Sum(string? words, Money? saved) => string.IsNullOrWhiteSpace(words) ? null : Money.Parse(words) ?? saved;
        static int? Count(string? words, int? saved) => string.IsNullOrWhiteSpace(words) ? null : TypedReturn.Count(words) ?? saved;
        return new(view.Return.Id, Version)
        {
            Pages = pages,
            Unread = typed.WhyUnread().Count > 0 ? typed : null,
            Spent = Sum(Spent, view.Return.Spent),
            Forecast = Sum(Forecast, view.Return.Forecast),
            Lines = typed
                .Lines.Select(line => new SaveReturn.SpendLine(
                    line.BudgetLine,
                    Sum(line.Spent, view.Spending.GetValueOrDefault(line.BudgetLine)?.Spent),
                    Cut(line.Explanation, TypedReturn.LongestLine)
                ))
                .ToList(),
            Outcomes = typed
                .Outcomes.Select(one => new SaveReturn.Outcome(
                    one.Measure,
                    Cut(one.Achieved, TypedReturn.LongestOutcome),
                    Cut(one.Before, TypedReturn.LongestFigure),
                    Cut(one.After, TypedReturn.LongestFigure),
                    one.Verdict
                ))
                .ToList(),
            People = view
                .Policy.People.Zip(
                    typed.People,
                    (question, counts) =>
                        (IReadOnlyList<int?>)
                            question.Choices.Zip(counts, (choice, count) => Count(count, view.Count(question.Name, choice))).ToList()
                )
                .ToList(),
            PeopleNew = Count(PeopleNew, view.Return.PeopleNew),
            PeopleRepeat = Count(PeopleRepeat, view.Return.PeopleRepeat),
            Delivered = Cut(Delivered, TypedReturn.LongestText),
            Learned = Cut(Learned, TypedReturn.LongestText),
            Story = Cut(Story, TypedReturn.LongestText),
            Quote = Cut(Quote, TypedReturn.LongestLine),
            Replies = typed.Replies.ToDictionary(reply => reply.Point, reply => Cut(reply.Text, TypedReturn.LongestLine)),
            Answers = view
                .Form.Own.Zip(Questions)
                .ToDictionary(pair => pair.First.Question!.Code, pair => pair.Second.Form.ToAnswer(pair.First.Question!)),
        };
    }

    private void TakeTyped(TypedReturn typed)
    {
        Spent = typed.Spent ?? Spent;
        Forecast = typed.Forecast ?? Forecast;
        foreach (var (box, line) in Lines.Zip(typed.Lines))
            (box.Spent, box.Explanation) = (line.Spent ?? box.Spent, line.Explanation ?? box.Explanation);
        foreach (var (box, one) in Outcomes.Zip(typed.Outcomes))
            (box.Achieved, box.Before, box.After) = (one.Achieved ?? box.Achieved, one.Before ?? box.Before, one.After ?? box.After);
        PeopleNew = typed.PeopleNew ?? PeopleNew;
        PeopleRepeat = typed.PeopleRepeat ?? PeopleRepeat;
        foreach (var (box, counts) in People.Zip(typed.People))
            for (var i = 0; i < Math.Min(box.Counts.Count, counts.Count); i++)
                box.Counts[i] = counts[i] ?? box.Counts[i];
        Delivered = typed.Delivered ?? Delivered;
        Learned = typed.Learned ?? Learned;
        Story = typed.Story ?? Story;
        Quote = typed.Quote ?? Quote;
        for (var i = 0; i < Math.Min(Replies.Count, typed.Replies.Count); i++)
            Replies[i] = typed.Replies[i].Text ?? Replies[i];
    }

    private static Verdict? VerdictOf(OutcomeBox box) =>
        Enum.TryParse<Verdict>(box.Verdict, out var verdict) && Enum.IsDefined(verdict) ? verdict : null;

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
