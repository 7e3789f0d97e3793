using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

/// <summary>For the meeting room: follows the application that the chair shows. A script asks whether anything has changed, and waits for
/// the answer; without scripts there is a link.</summary>
[Requires(Permission.ViewModeration)]
public sealed class LiveModel(SharedScreen sharedScreen, MeetingChanges changes, Db db, PanelAccess access, RecordReading reading)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ApplicationModeration.ModerationSheet? View { get; private set; }
    public MeetingPlace? Place { get; private set; }

    /// <summary>What was agreed last, which the meeting has gone on from; null: nothing, or not for this person.</summary>
    public ApplicationModeration.ModerationSheet? Last { get; private set; }

    /// <summary>The agreed scores with the reason where they are not the mean.</summary>
    public static string InWords(ApplicationModeration.ModerationSheet sheet)
    {
        var apart = sheet
            .Agreed.Where(one => !sheet.Means.TryGetValue(one.CriterionId, out var mean) || mean != one.Score)
            .Select(one =>
                $"{sheet.Criteria.First(criterion => criterion.Id == one.CriterionId).Name} {one.Score.ToString(2)}: {one.Reason}"
            )
            .ToList();
        return apart.Count == 0 ? "Every score is the mean." : string.Join("; ", apart);
    }

    /// <summary>What the meeting was at when this page was made.</summary>
    public string State { get; private set; } = "";
    public string ChangesHref => Links.Moderation.Live(Id) + "?handler=Changes";

    public async Task OnGetAsync()
    {
        await DemandAsync();
        // Asked first: a change that comes while the page is made is shown by the next.
        State = await changes.StateAsync(Id);
        if (await sharedScreen.ShownAsync(Id) is not { } shown)
            return;
        (View, Place) = await db.ReadAsync(async work =>
        {
            var view = await ApplicationModeration.GetAsync(work, User.Actor(), shown.Id);
            return (view, await MeetingPlace.OfAsync(work, User.Actor(), view.Round, shown.Id, MeetingOrder.Number));
        });
        if (
            await db.ReadAsync(work => SharedScreen.AgreedLastAsync(work, Id)) is { } last
            && last != shown.Id
            && await db.ReadAsync(work => ApplicationModeration.GetAsync(work, User.Actor(), last)) is { WhyHidden: null } sheet
        )
        {
            Last = sheet;
            await reading.ScoresAsync(User.Actor(), last, "Shared screen", refreshes: true);
        }
        if (View.WhyHidden is null)
            await reading.ScoresAsync(User.Actor(), shown.Id, "Shared screen", refreshes: true);
    }

    /// <summary>Waits until the meeting is at another state than the one shown; 204 when nothing changed for a while.</summary>
    public async Task<IActionResult> OnGetChangesAsync([FromQuery] string? state)
    {
        await DemandAsync();
        Response.Headers.CacheControl = "no-store";
        try
        {
            return await changes.WaitAsync(Id, state, HttpContext.RequestAborted) is { } now
                ? Content(now)
                : StatusCode(StatusCodes.Status204NoContent);
        }
        catch (OperationCanceledException)
        {
            return StatusCode(StatusCodes.Status204NoContent); // The screen was closed.
        }
    }

    private async Task DemandAsync()
    {
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), Id);
    }
}
