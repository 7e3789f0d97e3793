using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;

namespace Commissioning.Web.Identity;

/// <summary>Sign-in settings, checked at start-up.</summary>
public sealed record AccountSettings(bool LocalStaff, SessionLimits Limits, DirectorySettings Directory, DirectoryGroups Groups)
{
    public static AccountSettings From(IConfiguration settings, bool development)
    {
        var directory = settings.GetSection("Directory").Get<DirectorySettings>() ?? new();
        var groups = settings
            .GetSection("Directory:Groups")
            .GetChildren()
            .ToDictionary(group => group.Key, RoleOf, StringComparer.OrdinalIgnoreCase);
        var local = settings.GetValue("Accounts:LocalStaff", true);
        if (!local && !directory.IsOn)
            throw new SettingException(
                "Accounts__LocalStaff is false, so staff could not sign in at all. Set Directory__Authority, or leave Accounts__LocalStaff out."
            );
        if (directory.IsOn)
            Check(directory, groups, development);
        // Moving the clock would otherwise end a demonstration's session at once.
        var defaults = development
            ? new SessionLimits
            {
                StaffIdle = Ages,
                StaffLongest = Ages,
                Idle = Ages,
                Longest = Ages,
            }
            : new();
        var limits = defaults with
        {
            StaffIdle = Minutes(settings, "Accounts:StaffIdleMinutes") ?? defaults.StaffIdle,
            StaffLongest = Minutes(settings, "Accounts:StaffLongestMinutes") ?? defaults.StaffLongest,
        };
        return new(local, limits, directory, new() { Roles = groups });
    }

    private static readonly TimeSpan Ages = TimeSpan.FromDays(3650);

    private static TimeSpan? Minutes(IConfiguration settings, string name) =>
        settings[name] switch
        {
            null => null,
            var text when int.TryParse(text, out var minutes) && minutes > 0 => TimeSpan.FromMinutes(minutes),
            var text => throw new SettingException(
                $"{name.Replace(":", "__", StringComparison.Ordinal)} is \"{text}\". Set it to a whole number of minutes."
            ),
        };

    private static Role RoleOf(IConfigurationSection group) =>
        Enum.TryParse<Role>(group.Value, out var role) && Enum.IsDefined(role) && RolePermissions.IsStaff(role)
            ? role
            : throw new SettingException(
                $"Directory__Groups__{group.Key} is \"{group.Value}\". Set it to one of {string.Join(", ", Enum.GetValues<Role>().Where(RolePermissions.IsStaff))}."
            );

    private static void Check(DirectorySettings directory, Dictionary<string, Role> groups, bool development)
    {
        if (!Uri.TryCreate(directory.Authority, UriKind.Absolute, out var authority))
            throw new SettingException(
                $"Directory__Authority is \"{directory.Authority}\". Set it to an address such as https://login.microsoftonline.com/your-tenant-id/v2.0"
            );
        if (authority.Scheme != Uri.UriSchemeHttps && !development)
            throw new SettingException("Directory__Authority must begin with https://");
        // With a multi-tenant authority, any directory could claim that its people have the office's addresses.
        if (authority.Segments.Any(part => part.Trim('/') is "common" or "organizations" or "consumers"))
            throw new SettingException(
                "Directory__Authority takes people of any directory. Put your own tenant's id in it: https://login.microsoftonline.com/your-tenant-id/v2.0"
            );
        if (directory.ClientId.Length == 0 || directory.ClientSecret.Length == 0)
            throw new SettingException(
                "Directory__Authority is set, so set Directory__ClientId and Directory__ClientSecret from the app registration too"
            );
        if (groups.Count == 0)
            throw new SettingException(
                "Directory__Authority is set, but no group gives a role. Set Directory__Groups__<group id> to a role such as CommissioningOfficer."
            );
    }
}
