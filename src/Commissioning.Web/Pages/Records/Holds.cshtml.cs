using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Records;

[Requires(Permission.ViewRetention)]
public sealed class HoldsModel(Db db, PlaceLegalHold place, LiftLegalHold lift) : PageModel
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? LiftReason { get; set; }
    public IReadOnlyList<LegalHoldQueries.Hold> Standing { get; private set; } = [];
    public bool MayChange => User.Can(Permission.ManageRetention);

    public async Task OnGetAsync() => Standing = await db.ReadAsync(LegalHoldQueries.StandingAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        await OnGetAsync();
        var outcome = await place.RunAsync(User.Actor(), Enum.TryParse<HoldKind>(Kind, out var kind) ? kind : null, Name, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Records.Holds, "The hold is placed");
    }

    public async Task<IActionResult> OnPostLiftAsync([FromQuery] Guid hold)
    {
        if (!MayChange)
            return Forbid();
        await OnGetAsync();
        var outcome = await lift.RunAsync(User.Actor(), hold, LiftReason);
        return !outcome.IsDone ? this.PageWithErrors(outcome.At(null)) : this.Next(Links.Records.Holds, "The hold is lifted");
    }
}
