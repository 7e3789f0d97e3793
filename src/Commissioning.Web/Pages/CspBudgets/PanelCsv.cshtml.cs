using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PanelCsvModel(PanelTable panelTable) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string year, string? asAt)
    {
        var financial = YearRoute.Read(year);
        return this.Attachment(
            new(
                Guid.Empty,
                $"csp-budgets-{year}.csv",
                "text/csv",
                Encoding.UTF8.GetBytes(await panelTable.CsvAsync(financial, YearRoute.ReadDay(asAt, financial)))
            )
        );
    }
}
