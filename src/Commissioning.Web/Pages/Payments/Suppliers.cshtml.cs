using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class SuppliersModel(Db db) : PageModel
{
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (ListDownload.Of(this, SupplierList.List) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, SupplierList.List));
        return Page();
    }
}
