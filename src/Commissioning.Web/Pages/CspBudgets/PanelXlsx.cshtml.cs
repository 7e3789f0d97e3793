using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PanelXlsxModel(PanelTable panelTable) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string year, string? asAt)
    {
        var financial = YearRoute.Read(year);
        return this.Attachment(
            new(
                Guid.Empty,
                $"csp-budgets-{year}.xlsx",
                UploadRules.ContentTypes[".xlsx"],
                await panelTable.XlsxAsync(financial, YearRoute.ReadDay(asAt, financial))
            )
        );
    }
}
