using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class LedgerModel(Db db) : PageModel
{
    [FromRoute]
    public string Year { get; set; } = "";
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = EntryList.Of(YearRoute.Read(Year));
        if (ListDownload.Of(this, list) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }
}
