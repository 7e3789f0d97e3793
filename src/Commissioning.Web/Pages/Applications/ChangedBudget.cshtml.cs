using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The budget, asked for again.</summary>
[Requires(Permission.WriteApplications)]
public sealed class ChangedBudgetModel(ChangedParts parts, SaveChangedPart save, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public BudgetForm Form { get; set; } = new();
    public ChangedParts.AskedPart View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Form = BudgetForm.From(TypedBudget.Of(View.Changed.After.Budget), View.Part.Version);
        return View.Request.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    public async Task OnPostAddLineAsync()
    {
        await LoadAsync();
        Form.AddLine();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.Read(this) is not { } budget)
            return this.PageWithErrors();
        var outcome = await save.RunAsync(User.Actor(), Id, RequestedPart.Budget, Form.Version, new() { Budget = budget });
        if (!outcome.IsDone)
        {
            if (Form.Version != View.Part.Version)
                SavedBeside =
                [
                    ("Asked for", View.Changed.After.AmountRequested?.ToString() ?? ""),
                    .. View.Changed.After.Budget.Select(line => (line.Item, $"{line.Requested}, and {line.OtherFunders} from others")),
                ];
            this.RefreshVersion(() => Form.Version = View.Part.Version);
            return this.PageWithErrors(outcome);
        }
        await LoadAsync();
        this.RefreshVersion(() => Form.Version = View.Part.Version);
        return this.AnyErrors(View.Changed.WhyWrong(RequestedPart.Budget, []))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.Changes(Id), "The budget is saved, and not sent yet");
    }

    private async Task LoadAsync() => View = await parts.GetMineAsync(User.Actor(), Id, RequestedPart.Budget);
}
