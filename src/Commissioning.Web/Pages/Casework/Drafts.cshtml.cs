using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewRounds)]
public sealed class DraftsModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = await db.ReadAsync(work => DraftList.OfAsync(work, Id));
        if (ListDownload.Of(this, list) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }
}
