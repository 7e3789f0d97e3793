using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class DocumentModel(ScoringSheet scoringSheet) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid document) => this.Attachment(await scoringSheet.OpenDocumentAsync(User.Actor(), id, document));
}
