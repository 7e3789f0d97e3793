using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ViewPapers)]
public sealed class PaperPdfModel(RoundPapers paper, IPdfWriter pdf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery] int? number, CancellationToken stopping)
    {
        var view = await paper.GetAsync(id, number);
        return this.Attachment(new(id, "recommendation.pdf", "application/pdf", await pdf.WriteAsync(view.Paper, stopping)));
    }
}
