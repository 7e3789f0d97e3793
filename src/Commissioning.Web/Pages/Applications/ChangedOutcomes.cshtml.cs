using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The outcomes, asked for again.</summary>
[Requires(Permission.WriteApplications)]
public sealed class ChangedOutcomesModel(ChangedParts parts, SaveChangedPart save, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public OutcomesForm Form { get; set; } = new();
    public ChangedParts.AskedPart View { get; private set; } = null!;
    public IReadOnlyList<(string, string)> SavedBeside { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Form = OutcomesForm.From(TypedOutcomes.Of(View.Changed.After.Outcomes), View.Part.Version);
        return View.Request.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    public async Task OnPostAddRowAsync()
    {
        await LoadAsync();
        Form.AddRow();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var typed = Form.Typed();
        if (this.AnyErrors(typed.WhyUnread()))
            return this.PageWithErrors();
        var outcome = await save.RunAsync(User.Actor(), Id, RequestedPart.Outcomes, Form.Version, new() { Outcomes = typed.Read() });
        if (!outcome.IsDone)
        {
            if (Form.Version != View.Part.Version)
                SavedBeside = View
                    .Changed.After.Outcomes.Select(row => (row.Outcome, $"{row.Measure}: from {row.Baseline} to {row.Target}"))
                    .ToList();
            this.RefreshVersion(() => Form.Version = View.Part.Version);
            return this.PageWithErrors(outcome);
        }
        await LoadAsync();
        ModelState.Clear();
        Form = OutcomesForm.From(TypedOutcomes.Of(View.Changed.After.Outcomes), View.Part.Version);
        return this.AnyErrors(View.Changed.WhyWrong(RequestedPart.Outcomes, []))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.Changes(Id), "The outcomes are saved, and not sent yet");
    }

    private async Task LoadAsync() => View = await parts.GetMineAsync(User.Actor(), Id, RequestedPart.Outcomes);
}
