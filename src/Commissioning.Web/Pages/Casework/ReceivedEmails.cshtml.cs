using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class ReceivedEmailsModel(Db db, Mailbox mailbox) : PageModel
{
    public ListView View { get; private set; } = null!;
    public bool IsRead => mailbox.IsConfigured;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = ReceivedEmailList.List;
        if (ListDownload.Of(this, list) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }
}
