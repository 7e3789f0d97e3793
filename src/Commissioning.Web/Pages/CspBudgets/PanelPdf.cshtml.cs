using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PanelPdfModel(PanelTable panelTable, IPdfWriter pdf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string year, string? asAt, CancellationToken stopping)
    {
        var financial = YearRoute.Read(year);
        var paper = await panelTable.PaperAsync(financial, YearRoute.ReadDay(asAt, financial));
        return this.Attachment(new(Guid.Empty, $"csp-budgets-{year}.pdf", "application/pdf", await pdf.WriteAsync(paper, stopping)));
    }
}
