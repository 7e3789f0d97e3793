using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class DocumentModel(OpenDocument open, PagePictures pictures) : PageModel
{
    public DocumentPreview? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid document, bool look = false, int? picture = null, bool small = false)
    {
        (Preview, var answer) = await DocumentPreview.AnswerAsync(
            this,
            await open.RunAsync(User.Actor(), id, document),
            pictures,
            look,
            picture,
            small
        );
        return answer;
    }
}
