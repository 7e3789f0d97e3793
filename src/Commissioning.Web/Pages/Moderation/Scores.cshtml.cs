using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Features.Casework;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class ScoresModel(Db db, PanelAccess access, RecordReading reading) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), Id);
        var list = await db.ReadAsync(work => ScoreList.OfAsync(work, User.Actor(), Id));
        await reading.RoundScoresAsync(User.Actor(), Id, "All scores");
        if (ListDownload.Of(this, list) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }
}
