using System.Reflection;
using System.Text.RegularExpressions;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Addresses stand in Links and nowhere else, and every one of them leads to a page or a download of its room.</summary>
public sealed partial class LinksTests
{
    private static readonly string Source = Repository.File("src");

    /// <summary>Where an address is written for a reason.</summary>
    private static readonly string[] Exceptions =
    [
        "Commissioning.Features/Links.cs", // the one place
        "Commissioning.Web/Watching/RequestLog.cs", // the beginning of the health checks' routes, which are no links
    ];

    [Fact]
    public void Addresses_are_written_in_Links_only()
    {
        var firstParts = Routes()
            .Select(route => route.Split('/')[1])
            .Where(part => part.Length > 0 && !part.Contains('{', StringComparison.Ordinal))
            .Distinct()
            .Select(Regex.Escape);
        // In a string: at its beginning, or after what the beginning of an address was put in.
        var ours = new Regex($$"""["'}]/({{string.Join('|', firstParts)}})(?=["'/?{#])""");
        var written =
            from file in Directory.EnumerateFiles(Source, "*.cs*", SearchOption.AllDirectories)
            where Path.GetExtension(file) is ".cs" or ".cshtml"
            let name = Path.GetRelativePath(Source, file).Replace('\\', '/')
            where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
            where !Exceptions.Contains(name)
            // Pages and downloads say their own route.
            from line in DownloadRoute().Replace(PageRoute().Replace(File.ReadAllText(file), ""), "").Split('\n')
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && ours.IsMatch(line)
            select $"{name}: {line.Trim()}";
        Assert.Empty(written);
    }

    [Fact]
    public void Every_link_opens_a_page_or_a_download_of_its_room()
    {
        var rooms = RoomsOfRoutes();
        // The route with the fewest parameters is the one that is chosen.
        var routes = Routes()
            .Where(route => !route.StartsWith("/{*", StringComparison.Ordinal))
            .OrderBy(route => route.Count(letter => letter == '{'))
            .Select(route => (Route: route, Matches: Pattern(route)))
            .ToList();
        var wrong = new List<string>();
        foreach (var (room, member, address) in AllLinks())
        {
            var route = routes.FirstOrDefault(route => route.Matches.IsMatch(address.Split('?')[0])).Route;
            if (route is null)
                wrong.Add($"{room}.{member} leads nowhere: {address}");
            else if (rooms.GetValueOrDefault(route, "") != room)
                wrong.Add($"{room}.{member} opens {route}, which is in {rooms.GetValueOrDefault(route, "no room")}");
        }
        Assert.Empty(wrong);
    }

    private static IReadOnlyList<string> Routes() =>
        File.ReadAllLines(Repository.File("tests", "Commissioning.Web.Tests", "Architecture", "route-list.txt"));

    /// <summary>Every constant and every method of Links, called with some value for each parameter. Those without a room have
    /// "".</summary>
    private static IEnumerable<(string Room, string Member, string Address)> AllLinks()
    {
        foreach (var type in typeof(Links).GetNestedTypes().Prepend(typeof(Links)))
        {
            var room = type == typeof(Links) ? "" : type.Name;
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return (room, field.Name, ((string)field.GetRawConstantValue()!).Replace("{0}", "404", StringComparison.Ordinal));
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                yield return (
                    room,
                    method.Name,
                    (string)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType))])!
                );
        }
    }

    private static object? Sample(Type type) =>
        type == typeof(Guid) || type == typeof(Guid?) ? Guid.NewGuid()
        : type == typeof(IEnumerable<Guid>) ? new[] { Guid.NewGuid() }
        : type == typeof(int) ? 2
        : type == typeof(bool) ? true
        : type == typeof(DateOnly) ? new DateOnly(2026, 4, 1)
        : type == typeof(string) ? "x"
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : throw new InvalidOperationException($"No sample of {type}");

    private static Regex Pattern(string route)
    {
        const string guid = "[0-9a-f-]{36}";
        var parts = Parameter()
            .Split(route)
            .Select(part =>
                !part.StartsWith('{') ? Regex.Escape(part)
                : part.Contains(":guid", StringComparison.Ordinal) ? guid
                : part.Contains(":int", StringComparison.Ordinal) ? "[0-9]+"
                : part.EndsWith("?}", StringComparison.Ordinal) ? "[^/]*"
                : "[^/]+"
            );
        var pattern = string.Concat(parts);
        return new($"^{(pattern.EndsWith("/[^/]*", StringComparison.Ordinal) ? pattern[..^6] + "(/[^/]*)?" : pattern)}$");
    }

    /// <summary>The folder of the page, or the file of the download, that says each route; "" for the few that belong to no room.</summary>
    private static Dictionary<string, string> RoomsOfRoutes()
    {
        var rooms = new Dictionary<string, string> { [Links.Alive] = "", [Links.Ready] = "" };
        var pages = Path.Combine(Source, "Commissioning.Web", "Pages");
        foreach (var file in Directory.EnumerateFiles(pages, "*.cshtml", SearchOption.AllDirectories))
            if (PageRoute().Match(File.ReadLines(file).FirstOrDefault() ?? "") is { Success: true } found)
                rooms[found.Groups[1].Value] =
                    Path.GetRelativePath(pages, Path.GetDirectoryName(file)!) is var folder && folder == "." ? "" : folder;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, "Commissioning.Web", "Downloads"), "*Downloads.cs"))
        foreach (Match found in DownloadRoute().Matches(File.ReadAllText(file)))
            rooms[found.Groups[1].Value] = Path.GetFileNameWithoutExtension(file).Replace("Downloads", "", StringComparison.Ordinal);
        return rooms;
    }

    [GeneratedRegex("""^@page "([^"]*)""")]
    private static partial Regex PageRoute();

    [GeneratedRegex("""Map(?:Public|Published|Open)?Download\(\s*"([^"]*)""")]
    private static partial Regex DownloadRoute();

    [GeneratedRegex(@"(\{[^}]*\})")]
    private static partial Regex Parameter();
}
