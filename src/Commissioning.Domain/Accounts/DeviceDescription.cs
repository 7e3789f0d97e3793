namespace Commissioning.Domain.Accounts;

/// <summary>Turns a browser's User-Agent into plain English, such as "Chrome on Windows". An unknown browser is "A browser".</summary>
public static class DeviceDescription
{
    // The order matters: most browsers also claim to be the ones further down.
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
