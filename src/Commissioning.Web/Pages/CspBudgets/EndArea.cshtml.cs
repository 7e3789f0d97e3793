using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class EndAreaModel(Db db, EndArea end) : PageModel
{
    [BindProperty]
    public EndForm Form { get; set; } = new();
    public AreaQueries.Area Area { get; private set; } = null!;

    public sealed class EndForm
    {
        public DateParts On { get; set; } = new();
    }

    public async Task OnGetAsync(Guid area) => Area = await db.ReadAsync(work => AreaQueries.GetAsync(work, area));

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        await OnGetAsync(area);
        if (Form.On.WhyNotADate("the last day") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.On)));
        var on = Form.On.ToDate()!.Value;
        var outcome = await end.RunAsync(User.Actor(), area, on);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.CspBudgets.Areas, $"{Area.Name} ends on {LondonTime.Date(on)}");
    }
}
