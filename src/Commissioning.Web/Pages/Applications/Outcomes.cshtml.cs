using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class OutcomesModel(SaveOutcomes saveOutcomes) : PageModel
{
    private const int MostRows = 12;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public OutcomesForm Form { get; set; } = new();
    public SaveOutcomes.OutcomesSection View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public sealed class OutcomesForm
    {
        public List<OutcomeForm> Outcomes { get; set; } = [];
        public int Version { get; set; }
    }

    public sealed class OutcomeForm
    {
        public string? Outcome { get; set; }
        public string? Measure { get; set; }
        public string? Baseline { get; set; }
        public string? Target { get; set; }
        public bool IsBlank => string.IsNullOrWhiteSpace(Outcome + Measure + Baseline + Target);
    }

    public async Task OnGetAsync()
    {
        View = await saveOutcomes.GetAsync(User.Actor(), Id);
        Form = new()
        {
            Version = View.Version,
            Outcomes = View
                .Rows.Select(row => new OutcomeForm
                {
                    Outcome = row.Outcome,
                    Measure = row.Measure,
                    Baseline = row.Baseline,
                    Target = row.Target,
                })
                .ToList(),
        };
        if (Form.Outcomes.Count == 0)
            Form.Outcomes.Add(new());
    }

    public async Task OnPostAddRowAsync()
    {
        View = await saveOutcomes.GetAsync(User.Actor(), Id);
        if (Form.Outcomes.Count < MostRows)
            Form.Outcomes.Add(new());
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        View = await saveOutcomes.GetAsync(User.Actor(), Id);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var rows = Form
            .Outcomes.Take(MostRows)
            .Where(row => !row.IsBlank)
            .Select(
                (row, i) =>
                    new OutcomeMeasure
                    {
                        Id = Guid.CreateVersion7(),
                        Position = i + 1,
                        Outcome = row.Outcome?.Trim() ?? "",
                        Measure = row.Measure?.Trim() ?? "",
                        Baseline = row.Baseline?.Trim() ?? "",
                        Target = row.Target?.Trim() ?? "",
                    }
            )
            .ToList();
        var outcome = await saveOutcomes.RunAsync(User.Actor(), Id, Form.Version, rows);
        if (!outcome.IsDone)
        {
            if (Form.Version != View.Version)
                SavedBeside = View.Rows.Select(row => (row.Outcome, $"{row.Measure}: from {row.Baseline} to {row.Target}")).ToList();
            this.RefreshVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        if (later)
            return this.Next(Links.Applications.TaskList(Id), "The outcomes are saved");
        ModelState.Clear();
        await OnGetAsync();
        return this.AnyErrors(ApplicationRules.WhyOutcomesAreIncomplete(rows))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.TaskList(Id), "The outcomes are saved");
    }
}
