using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class MovedModel(Movement movement) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "From")]
    public DateParts From { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "Until")]
    public DateParts Until { get; set; } = new();
    public Movement.MovementPage? View { get; private set; }
    public string PageLink =>
        $"{Links.CspBudgets.Moved(BudgetYear)}?From.Day={From.Day}&From.Month={From.Month}&From.Year={From.Year}&Until.Day={Until.Day}&Until.Month={Until.Month}&Until.Year={Until.Year}&page={{0}}";

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var year = YearRoute.Read(BudgetYear);
        if (From.IsBlank && Until.IsBlank)
        {
            (From, Until) = (DateParts.From(year.Start), DateParts.From(year.End));
            return;
        }
        if (From.WhyNotADate("the first date") is { } wrong)
            this.AddError(nameof(From), wrong);
        if (Until.WhyNotADate("the second date") is { } late)
            this.AddError(nameof(Until), late);
        if (From.ToDate() is not { } from || Until.ToDate() is not { } until)
            return;
        if (!year.Contains(from) || !year.Contains(until))
            this.AddError(nameof(From), $"Both dates must be in {year}");
        else if (until < from)
            this.AddError(nameof(Until), "The second date must not be before the first");
        else
            View = await movement.GetAsync(year, from, until, number);
    }
}
