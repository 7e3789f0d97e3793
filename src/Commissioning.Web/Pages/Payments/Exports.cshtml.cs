using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class ExportsModel(Db db) : PageModel
{
    public IReadOnlyList<FinanceExports.FinanceExport> All { get; private set; } = [];
    public IReadOnlyList<ExportProfiles.ExportProfile> Profiles { get; private set; } = [];
    public int Number { get; private set; }
    public int Pages { get; private set; }

    public static string Name(ExportStatus status) =>
        status switch
        {
            ExportStatus.Confirmed => "In the finance system",
            ExportStatus.Cancelled => "Cancelled",
            _ => "Not confirmed yet",
        };

    public static string Colour(ExportStatus status) =>
        status switch
        {
            ExportStatus.Confirmed => "green",
            ExportStatus.Cancelled => "grey",
            _ => "blue",
        };

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        Profiles = (await db.ReadAsync(ExportProfiles.ListAsync)).Where(profile => profile.RetiredAt is null).ToList();
        (All, Number, Pages) = await db.ReadAsync(work => FinanceExports.ListAsync(work, number));
    }
}
