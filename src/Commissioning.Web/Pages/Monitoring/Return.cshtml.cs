using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Monitoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.WriteApplications)]
public sealed class ReturnModel(ReturnReader returns, SaveReturn saveReturn, CertifyReturn certifyReturn) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ReturnForm Form { get; set; } = new();
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;
    public bool CanChange => MonitoringRules.WhyCannotChange(View.Return.Status) is null;

    /// <summary>Null when this person may certify what a colleague prepared.</summary>
    public Refusal? WhyCannotCertify => MonitoringRules.WhyCannotCertify(View.Return.Status, View.Return.PreparedBy, User.Actor().Id);

    public string KindInWords =>
        View.Return.Kind == ReturnKind.Final ? "This is the final return" : "This return covers part of the project";
    public string SpentInWords =>
        View.SpentBefore > Money.Zero
            ? $"{View.Spent} spent so far in all, {View.SpentBefore} by the return before,"
            : $"{View.Spent} spent so far in all";
    public string ReceiptsInWords => View.Sample.Count > 0 ? $"Receipts asked for: {View.Sample.Count}, added: {View.Receipts.Count}." : "";
    public string SendLabel => View.Policy.SecondPersonCertifies ? "Ask a colleague to certify it" : "Send the return";

    public string BudgetInWords(BudgetLine line) =>
        $"Budget: {line.Requested}"
        + (View.Earlier.GetValueOrDefault(line.Id) is var before && before > Money.Zero ? $"; {before} by the return before" : "")
        + (View.Sample.Contains(line.Id) ? ". Chosen for the sample: add a receipt below." : "");

    public string SentSpending(BudgetLine line) =>
        View.Spending.GetValueOrDefault(line.Id) is { } sent ? $"As you sent it: {sent.Spent} {sent.Explanation}" : "As you sent it:";

    public string SentOutcome(OutcomeMeasure outcome) => $"As you sent it: {View.Achieved.GetValueOrDefault(outcome.Id)?.Achieved}";

    public static string HowToCount(PeopleQuestion question) =>
        question.MayOverlap
            ? "Answers may overlap: count a person under each one that fits."
            : "Count each person once, so that the numbers add up to those who took part for the first time.";

    public static readonly IReadOnlyList<Choice> Verdicts =
    [
        new(nameof(Verdict.Met), "Yes"),
        new(nameof(Verdict.Partly), "In part"),
        new(nameof(Verdict.NotMet), "No"),
    ];
    public static readonly IReadOnlyList<Choice> Levels =
    [
        new(nameof(PreventionLevel.Primary), "Primary", "It stops problems before they begin, for everyone in a place"),
        new(nameof(PreventionLevel.Secondary), "Secondary", "It helps people or places at risk early"),
        new(nameof(PreventionLevel.Tertiary), "Tertiary", "It stops crime happening again"),
    ];
    public static readonly IReadOnlyList<Choice> Aims = ProjectRules.Outcomes.Select(aim => new Choice(aim, aim)).ToList();

    public sealed class ReturnForm
    {
        public List<LineForm> Lines { get; set; } = [];
        public List<OutcomeForm> Outcomes { get; set; } = [];
        public List<PeopleForm> People { get; set; } = [];
        public string? PreventionLevel { get; set; }
        public List<string> StrategyOutcomes { get; set; } = [];
        public string? Delivered { get; set; }
        public string? Learned { get; set; }
        public string? Story { get; set; }
        public bool StoryConsent { get; set; }
        public string? Quote { get; set; }
        public bool QuoteConsent { get; set; }
        public string? PeopleNew { get; set; }
        public string? PeopleRepeat { get; set; }
        public int Version { get; set; }
    }

    public sealed class LineForm
    {
        public Guid BudgetLine { get; set; }
        public string? Spent { get; set; }
        public string? Explanation { get; set; }
    }

    public sealed class OutcomeForm
    {
        public Guid Outcome { get; set; }
        public string? Achieved { get; set; }
        public string? Before { get; set; }
        public string? After { get; set; }
        public string? Verdict { get; set; }
    }

    public sealed class PeopleForm
    {
        public List<string?> Counts { get; set; } = [];
    }

    public async Task OnGetAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        var saved = View.Return;
        Form = new()
        {
            Version = saved.Version,
            Delivered = saved.Delivered,
            Learned = saved.Learned,
            Story = saved.Story,
            StoryConsent = saved.StoryConsent,
            Quote = saved.QuoteText,
            QuoteConsent = saved.QuoteConsent,
            PeopleNew = Number(saved.PeopleNew),
            PeopleRepeat = Number(saved.PeopleRepeat),
            PreventionLevel = saved.PreventionLevel?.ToString(),
            StrategyOutcomes = saved.StrategyOutcomes?.Split('\n').ToList() ?? [],
            Lines = View
                .Budget.Select(line =>
                    View.Spending.GetValueOrDefault(line.Id) is { } spend
                        ? new LineForm
                        {
                            BudgetLine = line.Id,
                            Spent = spend.Spent.ToInput(),
                            Explanation = spend.Explanation,
                        }
                        : new LineForm { BudgetLine = line.Id }
                )
                .ToList(),
            Outcomes = View
                .Outcomes.Select(outcome =>
                    View.Achieved.GetValueOrDefault(outcome.Id) is { } came
                        ? new OutcomeForm
                        {
                            Outcome = outcome.Id,
                            Achieved = came.Achieved,
                            Before = came.BeforeFigure,
                            After = came.AfterFigure,
                            Verdict = came.Verdict?.ToString(),
                        }
                        : new OutcomeForm { Outcome = outcome.Id }
                )
                .ToList(),
            People = View
                .Policy.People.Select(question => new PeopleForm
                {
                    Counts = question.Choices.Select(choice => Number(View.Count(question.Name, choice))).ToList(),
                })
                .ToList(),
        };
    }

    public async Task<IActionResult> OnPostAsync(string? next)
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        var command = Read(next == "send");
        if (!ModelState.IsValid)
            return Again();
        var refusals = await saveReturn.RunAsync(User.Actor(), command);
        if (!this.AnyErrors(refusals))
            return next switch
            {
                "send" => this.Next(
                    Links.Monitoring.Return(Id),
                    View.Policy.SecondPersonCertifies ? "A colleague can certify it now" : "The return is sent. Thank you."
                ),
                "files" => this.Next(Links.Monitoring.Files(Id), "The return is saved"),
                _ => this.Next(Links.Awards.MyGrant(View.Return.ApplicationId), "The return is saved"),
            };
        this.RefreshVersion(() => Form.Version = View.Return.Version);
        return Again();
    }

    public async Task<IActionResult> OnPostCertifyAsync(bool certify)
    {
        var outcome = await certifyReturn.RunAsync(User.Actor(), Id, certify);
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.Return(Id), certify ? "The return is sent. Thank you." : "The return is reopened");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    private SaveReturn.Command Read(bool send)
    {
        return new(Id, Form.Version, send)
        {
            Lines = Form
                .Lines.Select(
                    (line, i) =>
                        new SaveReturn.SpendLine(
                            line.BudgetLine,
                            Amount(line.Spent, Refusal.At(nameof(Form.Lines), i, nameof(LineForm.Spent))),
                            line.Explanation
                        )
                )
                .ToList(),
            Outcomes = Form
                .Outcomes.Select(
                    (one, i) =>
                        new SaveReturn.Outcome(
                            one.Outcome,
                            one.Achieved,
                            one.Before,
                            one.After,
                            Enum.TryParse<Verdict>(one.Verdict, out var verdict) ? verdict : null
                        )
                )
                .ToList(),
            People = View
                .Policy.People.Select(
                    (question, i) =>
                        (IReadOnlyList<int?>)
                            question
                                .Choices.Select(
                                    (_, j) =>
                                        ReadCount(
                                            Form.People.ElementAtOrDefault(i)?.Counts.ElementAtOrDefault(j),
                                            Refusal.At(nameof(Form.People), i, nameof(PeopleForm.Counts), j)
                                        )
                                )
                                .ToList()
                )
                .ToList(),
            PeopleNew = ReadCount(Form.PeopleNew, nameof(Form.PeopleNew)),
            PeopleRepeat = ReadCount(Form.PeopleRepeat, nameof(Form.PeopleRepeat)),
            PreventionLevel = Enum.TryParse<PreventionLevel>(Form.PreventionLevel, out var level) ? level : null,
            StrategyOutcomes = Form.StrategyOutcomes,
            Delivered = Form.Delivered,
            Learned = Form.Learned,
            Story = Form.Story,
            StoryConsent = Form.StoryConsent,
            Quote = Form.Quote,
            QuoteConsent = Form.QuoteConsent,
        };
    }

    private PageResult Again()
    {
        // A form posted without some boxes still shows them all.
        while (Form.People.Count < View.Policy.People.Count)
            Form.People.Add(new());
        for (var i = 0; i < View.Policy.People.Count; i++)
            while (Form.People[i].Counts.Count < View.Policy.People[i].Choices.Count)
                Form.People[i].Counts.Add(null);
        while (Form.Lines.Count < View.Budget.Count)
            Form.Lines.Add(new());
        while (Form.Outcomes.Count < View.Outcomes.Count)
            Form.Outcomes.Add(new());
        return this.PageWithErrors();
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private Money? Amount(string? typed, string field) =>
        this.ReadMoney(typed, field, "Enter an amount in pounds and pence, such as 450 or 450.50");

    private int? ReadCount(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (
            int.TryParse(TypedNumber.WithoutGroups(typed.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= 1_000_000
        )
            return count;
        this.AddError(field, "Enter a whole number up to 1,000,000, such as 35");
        return null;
    }
}
