using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class BudgetModel(SaveBudget saveBudget) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public BudgetForm Form { get; set; } = new();
    public SaveBudget.BudgetSection View { get; private set; } = null!;
    public string? SavedBeside { get; private set; }

    public async Task OnGetAsync()
    {
        View = await saveBudget.GetAsync(User.Actor(), Id);
        Form = BudgetForm.From(new(View.Application.AmountRequested, View.Lines), View.Version);
    }

    public async Task OnPostAddLineAsync()
    {
        View = await saveBudget.GetAsync(User.Actor(), Id);
        Form.AddLine();
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        View = await saveBudget.GetAsync(User.Actor(), Id);
        if (Form.Read(this) is not { } budget)
            return this.PageWithErrors();
        var outcome = await saveBudget.RunAsync(User.Actor(), Id, Form.Version, budget.AmountRequested, budget.Lines);
        if (!outcome.IsDone)
        {
            if (Form.Version != View.Version)
                SavedBeside =
                    $"Asked for {View.Application.AmountRequested}: "
                    + string.Join("; ", View.Lines.Select(line => $"{line.Item} {line.Requested}"));
            this.RefreshVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        if (later)
            return this.Next(Links.Applications.TaskList(Id), "The budget is saved");
        ModelState.Clear();
        await OnGetAsync();
        return this.AnyErrors(ApplicationRules.WhyBudgetIsWrong(View.Round, budget.AmountRequested, budget.Lines))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.TaskList(Id), "The budget is saved");
    }
}
