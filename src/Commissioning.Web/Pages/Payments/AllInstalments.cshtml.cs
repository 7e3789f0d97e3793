using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class AllInstalmentsModel(Db db) : PageModel
{
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (ListDownload.Of(this, InstalmentList.List) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, InstalmentList.List));
        return Page();
    }
}
