using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

/// <summary>For the meeting room: follows the application that the chair shows. A script refreshes it; without scripts there is a
/// link.</summary>
[Requires(Permission.ViewModeration)]
public sealed class LiveModel(SharedScreen sharedScreen, Db db, PanelAccess access, RecordReading reading) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ApplicationModeration.ModerationSheet? View { get; private set; }

    public async Task OnGetAsync()
    {
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), Id);
        if (await sharedScreen.ShownAsync(Id) is { } shown)
        {
            View = await db.ReadAsync(work => ApplicationModeration.GetAsync(work, User.Actor(), shown));
            if (View.WhyHidden is null)
                await reading.ScoresAsync(User.Actor(), shown, "Shared screen", refreshes: true);
        }
    }
}
