using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.ViewOutbox)]
public sealed class FilesModel(Db db, Clamd clamd) : PageModel
{
    public ListView View { get; private set; } = null!;
    public bool HasScanner => clamd.IsConfigured;

    public async Task<IActionResult> OnGetAsync()
    {
        if (ListDownload.Of(this, FileList.List) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, FileList.List));
        return Page();
    }
}
