using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.Apply)]
public sealed class MyLetterPdfModel(LetterReader letters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id) =>
        this.Attachment(await letters.PdfAsync(await letters.GetMineAsync(User.Actor(), id)));
}
