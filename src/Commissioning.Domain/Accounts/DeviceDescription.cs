namespace Commissioning.Domain.Accounts;

/// <summary>A browser's own description in plain English, such as "Chrome on Windows". What it does not know stays "A browser".</summary>
public static class DeviceDescription
{
    // In order: most browsers also claim to be the ones further down.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("CrOS", "a Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = Named(Browsers, userAgent) ?? "A browser";
        return Named(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Named((string Mark, string Name)[] names, string? userAgent) =>
        names.FirstOrDefault(name => userAgent?.Contains(name.Mark, StringComparison.Ordinal) == true).Name;
}
