using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ManageRounds)]
public sealed class DecisionDateModel(Db db, ChangeDecisionDate changeDecisionDate) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public DecisionDateForm Form { get; set; } = new();
    public Round Round { get; private set; } = null!;

    public sealed class DecisionDateForm
    {
        public DateParts Date { get; set; } = new();
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync() => Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Form.Date.WhyNotADate("the new date") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.Date)));
        var outcome = await changeDecisionDate.RunAsync(User.Actor(), Id, Form.Date.ToDate()!.Value, Form.Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Funds.Round(Id), "The date is changed and we have told the applicants");
    }
}
