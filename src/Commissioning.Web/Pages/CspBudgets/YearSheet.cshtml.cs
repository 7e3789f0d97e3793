using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearSheetModel(Db db) : PageModel
{
    public YearSheets.SheetDetail View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await db.ReadAsync(work => YearSheets.GetAsync(work, id));
}
