using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The whole form of a draft round on one page, to send as a test; nothing that is typed is stored.</summary>
[Requires(Permission.ManageRounds), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class TestFormModel(Db db, TestSubmission testSubmission) : PageModel
{
    private const int FormLines = 5;
    private const int FormOutcomes = 2;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ProjectForm Project { get; set; } = new();

    [BindProperty]
    public List<AnswerForm> Answers { get; set; } = [];

    [BindProperty]
    public List<BudgetForm.LineForm> Lines { get; set; } = [];

    [BindProperty]
    public List<OutcomesForm.OutcomeForm> Outcomes { get; set; } = [];

    [BindProperty]
    public string[] Documents { get; set; } = [];

    [BindProperty]
    public bool Agreed { get; set; }

    [BindProperty]
    public string? DeclaredName { get; set; }
    public RoundSetup Setup { get; private set; } = null!;
    public TestSubmission.Tested? Tested { get; private set; }
    public IReadOnlyList<Choice> Priorities => Setup.Priorities.Select(name => new Choice(name, name)).ToList();
    public IReadOnlyList<Choice> ZoneChoices => Setup.Zones.Select(name => new Choice(name, name)).ToList();
    public IReadOnlyList<Choice> DocumentChoices =>
        Setup
            .Documents.Where(kind => kind.Stage == DocumentStage.WithApplication)
            .Select(kind => new Choice(kind.Id.ToString(), kind.Name))
            .ToList();

    public async Task OnGetAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        while (Answers.Count < Setup.Questions.Count)
            Answers.Add(new());
        foreach (var (question, form) in Setup.Questions.Zip(Answers))
            form.Complete(question);
        while (Lines.Count < FormLines)
            Lines.Add(new());
        while (Outcomes.Count < FormOutcomes)
            Outcomes.Add(new());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!Project.StartsOn.IsBlank && Project.StartsOn.WhyNotADate("the start date") is { } start)
            this.AddError($"{nameof(Project)}.{nameof(Project.StartsOn)}", start);
        if (!Project.EndsOn.IsBlank && Project.EndsOn.WhyNotADate("the end date") is { } end)
            this.AddError($"{nameof(Project)}.{nameof(Project.EndsOn)}", end);
        if (ServedPriorities.WhyMainNotTicked(Project.Priority, Project.Priorities) is { } unticked)
            this.AddError($"{nameof(Project)}.{unticked.Field}", unticked.Sentence);
        var content = Content();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await testSubmission.RunAsync(User.Actor(), Id, content, DeclaredName, Agreed);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        Tested = outcome.Value;
        return Page();
    }

    private ApplicationContent Content() =>
        new()
        {
            Project = new()
            {
                ProjectName = Text(Project.ProjectName),
                Summary = Text(Project.Summary),
                Priority = Setup.Priorities.FirstOrDefault(name => name == Project.Priority),
                AlsoServes = ServedPriorities.Others(Setup, Project.Priority, Project.Priorities),
                Zone = Zones.Chosen(Setup.Zones, Project.Zones),
                ZoneLinks = Zones.Chosen(Zones.Links, Project.ZoneLinks),
                StartsOn = Project.StartsOn.ToDate(),
                EndsOn = Project.EndsOn.ToDate(),
            },
            Answers = Setup.Questions.Zip(Answers).ToDictionary(pair => pair.First.Id, pair => pair.Second.ToAnswer(pair.First)),
            Budget = Lines
                .Select(
                    (line, i) =>
                        new BudgetLine
                        {
                            Id = Guid.Empty,
                            Position = i + 1,
                            Item = line.Item?.Trim() ?? "",
                            Requested =
                                this.ReadMoney(
                                    line.Requested,
                                    Refusal.At(nameof(Lines), i, nameof(line.Requested)),
                                    $"Enter an amount in pounds and pence for line {i + 1}, such as 450 or 450.50"
                                ) ?? Money.Zero,
                            OtherFunders = Money.Zero,
                        }
                )
                .Where(line => line.Item.Length > 0 || line.Requested > Money.Zero)
                .ToList(),
            Outcomes = Outcomes
                .Where(row => !row.IsBlank)
                .Select(
                    (row, i) =>
                        new OutcomeMeasure
                        {
                            Id = Guid.Empty,
                            Position = i + 1,
                            Outcome = row.Outcome?.Trim() ?? "",
                            Measure = row.Measure?.Trim() ?? "",
                            Baseline = row.Baseline?.Trim() ?? "",
                            Target = row.Target?.Trim() ?? "",
                        }
                )
                .ToList(),
            DocumentKinds = Setup.Documents.Select(kind => kind.Id).Where(id => Documents.Contains(id.ToString())).ToHashSet(),
        };

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
