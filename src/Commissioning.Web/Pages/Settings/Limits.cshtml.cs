using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

[Requires(Permission.ViewLists)]
public sealed class LimitsModel(Db db, SetTimeLimits set) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public LimitsForm Form { get; set; } = new();
    public SettingState State { get; private set; } = SettingState.None;
    public bool MayChange => User.Can(Permission.ManageSettings);

    public sealed class LimitsForm
    {
        public string? DocumentMonths { get; set; }
        public string? RecoveryAnswerDays { get; set; }
        public string? PutRightDays { get; set; }
    }

    public async Task OnGetAsync()
    {
        var limits = await LoadAsync();
        Form = new()
        {
            DocumentMonths = limits.DocumentMonths?.ToString(CultureInfo.InvariantCulture),
            RecoveryAnswerDays = limits.RecoveryAnswerDays?.ToString(CultureInfo.InvariantCulture),
            PutRightDays = limits.PutRightDays?.ToString(CultureInfo.InvariantCulture),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        var seen = Version;
        await LoadAsync();
        if (this.IfStale(seen, Version, State.SetBy) is { } stale)
            return stale;
        var outcome = await set.RunAsync(
            User.Actor(),
            seen,
            new()
            {
                DocumentMonths = Whole(Form.DocumentMonths),
                RecoveryAnswerDays = Whole(Form.RecoveryAnswerDays),
                PutRightDays = Whole(Form.PutRightDays),
            }
        );
        return this.AfterSaving(outcome, Links.Settings.Limits, "The time limits are saved");
    }

    private async Task<TimeLimits> LoadAsync()
    {
        var (current, state) = await db.ReadAsync(work => SettingState.ReadAsync(work, OfficeSettings.Limits));
        (Version, State) = (current.Version, state);
        return current.Value;
    }

    private static int? Whole(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
