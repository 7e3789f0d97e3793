using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.PreparePublication)]
public sealed class ReleasesModel(ReleaseDesk desk, Office office) : PageModel
{
    public ReleaseDesk.Desk View { get; private set; } = null!;
    public int Days => office.ReleaseDays;
    public Money TwoPeopleFrom => Money.FromPounds(office.ReleaseTwoPeopleFrom);

    public static string Colour(ReleaseDesk.Month month) =>
        month.State switch
        {
            "Late" => "red",
            "Released" => "green",
            "Not over" => "grey",
            "Changed since" => "orange",
            _ => "blue",
        };

    public async Task OnGetAsync([FromQuery(Name = "year")] int? year) => View = await desk.GetAsync(year);
}
