using Commissioning.Features;
using Commissioning.Features.Funds;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[AllowAnonymous]
public sealed class BlankFormPdfModel(RoundReader rounds, Office office, IPdfWriter pdf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stopping) =>
        this.Attachment(
            new(
                id,
                "application-form.pdf",
                "application/pdf",
                await pdf.WriteAsync(await BlankFormModel.PaperAsync(this, rounds, office, id), stopping)
            )
        );
}
