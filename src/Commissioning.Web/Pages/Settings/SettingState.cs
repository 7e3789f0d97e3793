using Commissioning.Features;
using Commissioning.Platform.Data;

namespace Commissioning.Web.Pages.Settings;

/// <summary>Who set what holds, and what was set before.</summary>
public sealed record SettingState(string? SetBy, DateTime? SetAt, IReadOnlyList<OfficeSettings.Past> History)
{
    public static readonly SettingState None = new(null, null, []);

    public static async Task<(OfficeSettings.Current<T> Current, SettingState State)> ReadAsync<T>(Work work, OfficeSetting<T> setting)
    {
        var current = await OfficeSettings.CurrentAsync(work, setting);
        return (current, new(current.SetBy, current.SetAt, await OfficeSettings.HistoryAsync(work, setting.Name)));
    }
}
