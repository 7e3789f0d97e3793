using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class ReverseModel(ReverseTransaction reverse, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The page that the person came from.</summary>
    [FromQuery]
    public string? Back { get; set; }

    [BindProperty]
    public DateParts On { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public void OnGet() => On = DateParts.From(clock.Today());

    public async Task<IActionResult> OnPostAsync()
    {
        if (On.WhyNotADate("the date") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(On)));
        var outcome = await reverse.RunAsync(User.Actor(), Id, On.ToDate()!.Value, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(this.LocalOr(Back, Links.CspBudgets.Years), "Reversed");
    }
}
