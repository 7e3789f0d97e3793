using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

[Requires(Permission.ViewLists)]
public sealed class SafeguardingModel(Db db) : PageModel
{
    public IReadOnlyList<SafeguardingPoint> Points { get; private set; } = [];
    public SettingState State { get; private set; } = SettingState.None;

    public async Task OnGetAsync()
    {
        var (current, state) = await db.ReadAsync(work => SettingState.ReadAsync(work, OfficeSettings.Safeguarding));
        (Points, State) = (current.Value, state);
    }
}
