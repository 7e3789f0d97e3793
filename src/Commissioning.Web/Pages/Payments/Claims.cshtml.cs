using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class ClaimsModel(Features.Payments.Claims claims) : PageModel
{
    public Features.Payments.Claims.ClaimQueue View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await claims.QueueAsync(number);

    public static string Name(ClaimState state) =>
        state switch
        {
            ClaimState.Sent => "Being checked",
            ClaimState.Accepted => "Accepted",
            _ => "Sent back",
        };

    public static string Colour(ClaimState state) =>
        state switch
        {
            ClaimState.Sent => "blue",
            ClaimState.Accepted => "green",
            _ => "yellow",
        };
}
