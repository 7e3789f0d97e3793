using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ReceiptPdfModel(MyCopy copies, Office office, IPdfWriter pdf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stopping)
    {
        var copy = await copies.GetAsync(User.Actor(), id);
        return this.Attachment(
            new(id, $"{copy.Reference ?? "draft"}.pdf", "application/pdf", await pdf.WriteAsync(CopyPaper.Of(copy, office), stopping))
        );
    }
}
