using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

[Requires(Permission.ViewLists)]
public sealed class ProfileModel(Db db) : PageModel
{
    public IReadOnlyList<ProfileSetting> Questions { get; private set; } = [];
    public OrganisationKinds Kinds { get; private set; } = OrganisationKinds.Default;
    public SettingState State { get; private set; } = SettingState.None;

    public async Task OnGetAsync()
    {
        var (current, state) = await db.ReadAsync(work => SettingState.ReadAsync(work, OfficeSettings.Profile));
        (Questions, State, Kinds) = (current.Value, state, await db.ReadAsync(OfficeSettings.KindsAsync));
    }
}
