using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ViewRounds)]
public sealed class BidDocumentModel(BidDocument bidDocument) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid document) => this.Attachment(await bidDocument.OpenAsync(id, document));
}
