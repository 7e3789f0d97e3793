using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

[Requires(Permission.ViewLists)]
public sealed class EqualityModel(Db db, MoveEqualityQuestion move) : PageModel
{
    [BindProperty]
    public int Version { get; set; }
    public IReadOnlyList<EqualityQuestion> Questions { get; private set; } = [];
    public SettingState State { get; private set; } = SettingState.None;
    public bool MayChange => User.Can(Permission.ManageSettings);

    public async Task OnGetAsync()
    {
        var (current, state) = await db.ReadAsync(work => SettingState.ReadAsync(work, OfficeSettings.Equality));
        (Questions, Version, State) = (current.Value, current.Version, state);
    }

    public async Task<IActionResult> OnPostEarlierAsync([FromForm] string? question)
    {
        if (!MayChange)
            return Forbid();
        var seen = Version;
        await OnGetAsync();
        if (this.IfStale(seen, Version, State.SetBy) is { } stale)
            return stale;
        return this.AfterSaving(await move.RunAsync(User.Actor(), seen, question ?? ""), Links.Settings.Equality, "The new order is saved");
    }
}
