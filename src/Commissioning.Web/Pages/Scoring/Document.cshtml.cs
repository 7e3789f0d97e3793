using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class DocumentModel(ScoringSheet scoringSheet, PagePictures pictures) : PageModel
{
    public DocumentPreview? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid document, bool look = false, int? picture = null)
    {
        (Preview, var answer) = await DocumentPreview.AnswerAsync(
            this,
            await scoringSheet.OpenDocumentAsync(User.Actor(), id, document),
            pictures,
            look,
            picture
        );
        return answer;
    }
}
