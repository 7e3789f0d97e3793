using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class DocumentModel(ApplicationDocuments documents) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid document) => this.Attachment(await documents.OpenAsync(User.Actor(), id, document));
}
