using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.DecideRound)]
public sealed class FundReserveModel(FundReserve fundReserve) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool? HasInterest { get; set; }
    public FundReserve.ReserveOffer View { get; private set; } = null!;

    [BindProperty]
    public string? CrimeReason { get; set; }

    public async Task OnGetAsync()
    {
        View = await fundReserve.GetAsync(User.Actor(), Id);
        if (HttpMethods.IsGet(Request.Method))
            CrimeReason = View.OfferedReason;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await fundReserve.RunAsync(User.Actor(), Id, Reason, HasInterest, CrimeReason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Awards.List(View.Round.Id),
                $"{View.Application.Reference} is funded. Its letter is ready to send with the day's letters."
            );
    }
}
