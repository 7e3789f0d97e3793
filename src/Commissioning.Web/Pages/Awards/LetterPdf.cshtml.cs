using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class LetterPdfModel(LetterReader letters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id) => this.Attachment(await letters.PdfAsync(await letters.GetAsync(id)));
}
