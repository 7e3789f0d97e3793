using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Width;

/// <summary>
/// Follows the links from each role's first pages and measures what it opens, without JavaScript. Pages that one page links to are opened
/// together and then taken in the order of their links, so that every run opens the same pages.
/// </summary>
/// <param name="withAxe">Whether axe reads each page too, at each width.</param>
internal sealed class WidthCrawl(PortalHost host, WarmBrowser browser, int[] widths, bool withAxe)
{
    private const int Tabs = 3;
    private static readonly Regex Parameter = new(@"\{[^}]+\}");

    private readonly IReadOnlyList<(string Route, Regex Address)> pages =
    [
        .. host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .OrderBy(endpoint => endpoint.Order)
            .ThenBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => "/" + route != Links.Accounts.SignOut)
            .Distinct()
            .Select(route => ("/" + route, new Regex("^/" + Parameter.Replace(route, Pattern) + "$", RegexOptions.IgnoreCase))),
    ];
    private readonly Dictionary<string, int> opened = [];

    public IReadOnlyCollection<string> Routes => opened.Keys;

    public List<string> Faults { get; } = [];

    /// <summary>Opens what one person can reach: so many addresses of each page.</summary>
    /// <param name="mostOfEach">Counts what was opened in this crawl before.</param>
    public async Task VisitAsync(string role, Actor? person, int mostOfEach)
    {
        await using var context = await browser.ContextAsync(
            new()
            {
                JavaScriptEnabled = false,
                ViewportSize = new() { Width = widths[0], Height = 900 },
            }
        );
        if (person is not null)
        {
            var cookie = (await host.SessionCookieAsync(person)).Split('=', 2);
            await context.AddCookiesAsync([
                new()
                {
                    Name = cookie[0],
                    Value = cookie[1],
                    Url = host.Address.ToString(),
                },
            ]);
        }
        // axe is a script, so it reads a copy of the page in a browser that runs scripts: the same markup and style.
        using var one = new SemaphoreSlim(1);
        var copy = withAxe ? browser.Inspector : null;
        if (copy is not null)
            await copy.GotoAsync(host.Address + "health/live");
        var tabs = new ConcurrentBag<IPage>();
        for (var i = 0; i < Tabs; i++)
            tabs.Add(await context.NewPageAsync());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var visited = new Dictionary<string, int>();
        var level = Choose([Links.Home, Links.Casework.Work, Links.Applications.Mine]).ToList();
        while (level.Count > 0)
        {
            using var free = new SemaphoreSlim(Tabs);
            var measured = await Task.WhenAll(level.Select(address => MeasureAsync(free, tabs, role, address, AxeAsync)));
            Faults.AddRange(measured.SelectMany(page => page.Faults));
            level = Choose(measured.SelectMany(page => page.Links)).ToList();
        }

        async Task<string?> AxeAsync(IPage tab)
        {
            if (copy is null)
                return null;
            await one.WaitAsync();
            try
            {
                await copy.SetViewportSizeAsync(tab.ViewportSize!.Width, tab.ViewportSize.Height);
                await copy.SetContentAsync(await tab.ContentAsync());
                await BrowserSession.AxeAsync(copy);
                return null;
            }
            catch (Xunit.Sdk.XunitException found)
            {
                return found.Message;
            }
            finally
            {
                one.Release();
            }
        }

        IEnumerable<string> Choose(IEnumerable<string> addresses)
        {
            foreach (var address in addresses)
            {
                if (!seen.Add(address) || RouteOf(address) is not { } route)
                    continue;
                var counts = mostOfEach == 1 ? opened : visited;
                if (counts.GetValueOrDefault(route) >= mostOfEach && !IsFirstPage(address))
                    continue;
                visited[route] = visited.GetValueOrDefault(route) + 1;
                opened[route] = opened.GetValueOrDefault(route) + (mostOfEach == 1 ? 1 : 0);
                yield return address;
            }
        }
    }

    private static bool IsFirstPage(string address) => address is Links.Home || address == Links.Casework.Work;

    private async Task<(List<string> Faults, List<string> Links)> MeasureAsync(
        SemaphoreSlim free,
        ConcurrentBag<IPage> tabs,
        string role,
        string address,
        Func<IPage, Task<string?>> axeAsync
    )
    {
        await free.WaitAsync();
        Assert.True(tabs.TryTake(out var tab));
        try
        {
            await tab.GotoAsync(new Uri(host.Address, address).ToString(), new() { WaitUntil = WaitUntilState.Load });
            var (faults, links) = (new List<string>(), new List<string>());
            foreach (var width in widths)
            {
                await tab.SetViewportSizeAsync(width, 900);
                for (var watch = Stopwatch.StartNew(); await tab.EvaluateAsync<int>("innerWidth") != width; )
                    Assert.True(watch.Elapsed < BrowserSession.Patience, $"{address} never had a screen of {width}");
                var page = await PageWidth.OfAsync(tab);
                faults.AddRange(page.Faults.Select(fault => $"{address} for {role} at {width}: {fault}"));
                if (await axeAsync(tab) is { } found)
                    faults.Add($"{address} for {role} at {width}: {found}");
                if (width == widths[0])
                    links.AddRange(
                        page.Links.Where(link => link.StartsWith(host.Address.ToString(), StringComparison.Ordinal))
                            .Select(link => new Uri(link).PathAndQuery)
                    );
            }
            return (faults, links);
        }
        finally
        {
            tabs.Add(tab);
            free.Release();
        }
    }

    /// <summary>The page behind an address; null for a download.</summary>
    private string? RouteOf(string address)
    {
        var parts = address.Split('?');
        return Path.HasExtension(parts[0]) ? null
            : parts.Length > 1
            && (parts[1].Contains("pdf=true", StringComparison.Ordinal) || parts[1].Contains("download=", StringComparison.Ordinal))
                ? null
            : pages.FirstOrDefault(page => page.Address.IsMatch(parts[0])).Route;
    }

    private static string Pattern(Match parameter) =>
        parameter.Value.Contains(":guid", StringComparison.Ordinal) ? "[0-9a-f-]{36}"
        : parameter.Value.Contains(":int", StringComparison.Ordinal) ? "[0-9]+"
        : "[^/]+";
}
