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
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public OutcomesForm Form { get; set; } = new();
    public SaveOutcomes.OutcomesSection View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public async Task OnGetAsync()
    {
        View = await saveOutcomes.GetAsync(User.Actor(), Id);
        Form = OutcomesForm.From(View.Rows, View.Version);
    }

    public async Task OnPostAddRowAsync()
    {
        View = await saveOutcomes.GetAsync(User.Actor(), Id);
        Form.AddRow();
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        View = await saveOutcomes.GetAsync(User.Actor(), Id);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var rows = Form.Read();
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
