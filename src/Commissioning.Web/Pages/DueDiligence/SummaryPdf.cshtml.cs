using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class SummaryPdfModel(AssuranceSummary summary, IPdfWriter pdf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stopping) =>
        this.Attachment(
            new(id, "assurance-summary.pdf", "application/pdf", await pdf.WriteAsync(await summary.OfApplicationAsync(id), stopping))
        );
}
