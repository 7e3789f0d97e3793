using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters), RequestFormLimits(ValueCountLimit = 20_000)]
public sealed class DatesModel(Db db, ShiftOfferDates shift) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Guid> Awards { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }
    public IReadOnlyList<HeldOffers.HeldOffer> Held { get; private set; } = [];

    /// <summary>At first all are ticked.</summary>
    public bool IsChosen(Guid award) => HttpMethods.IsGet(Request.Method) || Awards.Contains(award);

    public async Task OnGetAsync() => Held = await db.ReadAsync(work => HeldOffers.OfRoundAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await shift.RunAsync(User.Actor(), Id, Awards, Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Awards.Letters(Id), "The offers have the proposed dates. Their letters are made again.");
    }
}
