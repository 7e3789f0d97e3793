using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class OfferDatesModel(SetOfferDates set, KeepOfferDates keep) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public DateParts StartsOn { get; set; } = new();

    [BindProperty]
    public DateParts EndsOn { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Why { get; set; }
    public SetOfferDates.OfferToDate View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await set.GetAsync(Id);
        (StartsOn, EndsOn) = (DateParts.From(View.Offer?.Proposed.StartsOn), DateParts.From(View.Offer?.Proposed.EndsOn));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await set.GetAsync(Id);
        if (View.WhyNot is { } gone)
            return this.PageWithErrors(gone);
        if (StartsOn.WhyNotADate("the start date") is { } start)
            this.AddError(nameof(StartsOn), start);
        if (EndsOn.WhyNotADate("the end date") is { } end)
            this.AddError(nameof(EndsOn), end);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await set.RunAsync(User.Actor(), Id, StartsOn.ToDate(), EndsOn.ToDate(), Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Awards.Letters(View.Award.RoundId), $"{View.Award.Reference} has its new dates. Its letter is made again.");
    }

    public async Task<IActionResult> OnPostKeepAsync()
    {
        await OnGetAsync();
        var outcome = await keep.RunAsync(User.Actor(), Id, Why);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Awards.Letters(View.Award.RoundId), $"{View.Award.Reference} keeps its dates and can be sent");
    }
}
