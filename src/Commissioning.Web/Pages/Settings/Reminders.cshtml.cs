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
public sealed class RemindersModel(Db db, Office office, SetReminderDays set) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public DaysForm Form { get; set; } = new();
    public SettingState State { get; private set; } = SettingState.None;
    public bool MayChange => User.Can(Permission.ManageSettings);

    public sealed class DaysForm
    {
        public string? Drafts { get; set; }
        public string? Assessors { get; set; }
        public string? Offers { get; set; }
        public string? AreaReturns { get; set; }
        public string? Recoveries { get; set; }
    }

    public async Task OnGetAsync()
    {
        var days = await LoadAsync();
        Form = new()
        {
            Drafts = ReminderDays.InWords(days.Drafts),
            Assessors = days.Assessors.ToString(CultureInfo.InvariantCulture),
            Offers = ReminderDays.InWords(days.Offers),
            AreaReturns = ReminderDays.InWords(days.AreaReturns),
            Recoveries = ReminderDays.InWords(days.Recoveries ?? office.ReminderDays),
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
            new(Form.Drafts, Form.Assessors, Form.Offers, Form.AreaReturns, Form.Recoveries)
        );
        return this.AfterSaving(outcome, Links.Settings.Reminders, "The days are saved");
    }

    private async Task<ReminderDays> LoadAsync()
    {
        var (current, state) = await db.ReadAsync(work => SettingState.ReadAsync(work, OfficeSettings.Reminders));
        (Version, State) = (current.Version, state);
        return current.Value;
    }
}
