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
        };
        foreach (var typed in view.Drafts.Where(draft => pages.Contains(draft.Page)).Select(draft => draft.Typed).OfType<TypedReturn>())
            boxes.TakeTyped(typed);
        return boxes.Complete(view);
    }

    /// <summary>Adds the boxes that a form was sent without.</summary>
    public ReturnBoxes Complete(ReturnReader.MonitoringReturn view)
    {
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

    public TypedReturn Typed(ReturnReader.MonitoringReturn view) =>
        new()
        {
            Spent = Spent,
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
        };

    /// <summary>What of it can be read, and all of it as typed while something cannot.</summary>
    public SaveReturn.Command Command(ReturnReader.MonitoringReturn view, IReadOnlyCollection<ReturnPage> pages)
    {
        var typed = Typed(view);
        return new(view.Return.Id, Version)
        {
            Pages = pages,
            Unread = typed.WhyUnread().Count > 0 ? typed : null,
            Spent = Money.Parse(Spent) is { } sum && !string.IsNullOrWhiteSpace(Spent) ? sum : null,
            Lines = typed
                .Lines.Select(line => new SaveReturn.SpendLine(
                    line.BudgetLine,
                    string.IsNullOrWhiteSpace(line.Spent) ? null : Money.Parse(line.Spent),
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
            People = typed.People.Select(counts => (IReadOnlyList<int?>)counts.Select(TypedReturn.Count).ToList()).ToList(),
            PeopleNew = TypedReturn.Count(PeopleNew),
            PeopleRepeat = TypedReturn.Count(PeopleRepeat),
            Delivered = Cut(Delivered, TypedReturn.LongestText),
            Learned = Cut(Learned, TypedReturn.LongestText),
            Story = Cut(Story, TypedReturn.LongestText),
            Quote = Cut(Quote, TypedReturn.LongestLine),
            Answers = view
                .Form.Own.Zip(Questions)
                .ToDictionary(pair => pair.First.Question!.Code, pair => pair.Second.Form.ToAnswer(pair.First.Question!)),
        };
    }

    private void TakeTyped(TypedReturn typed)
    {
        Spent = typed.Spent ?? Spent;
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
    }

    private static Verdict? VerdictOf(OutcomeBox box) =>
        Enum.TryParse<Verdict>(box.Verdict, out var verdict) && Enum.IsDefined(verdict) ? verdict : null;

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
