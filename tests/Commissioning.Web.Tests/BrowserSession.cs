using System.Diagnostics;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Testing;
using Commissioning.Web.Tests.Width;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests;

/// <summary>People in real Chromium. Every page opened is checked by axe and for one h1. With PICTURES=1 the named pages are saved as
/// pictures in tests/screenshots, which takes longer than all the checks.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    /// <summary>For a browser's answer, a page and a PDF: far longer than they take, because a busy machine is no failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Pictures = Repository.File("tests", "screenshots");
    private static readonly string[] AxeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private static readonly bool Draws = Environment.GetEnvironmentVariable("PICTURES") == "1";
    private readonly PortalHost host;
    private readonly WarmBrowser browser;
    private readonly HashSet<string> seen = [];
    private int pictures;

    private BrowserSession(PortalHost host, WarmBrowser browser) => (this.host, this.browser) = (host, browser);

    public IReadOnlyCollection<string> PagesChecked => seen;

    public static async Task<BrowserSession> OpenAsync(PortalHost host)
    {
        Directory.CreateDirectory(Pictures);
        return new(host, await WarmBrowser.TakeAsync());
    }

    /// <summary>A person with a phone and no JavaScript.</summary>
    public async Task<BrowserTab> PhoneAsync(Actor? person = null) => await VisitAsync(person, 320, 640, javaScript: false);

    public async Task<BrowserTab> DeskAsync(Actor person) => await VisitAsync(person, 1280, 900, javaScript: true);

    private async Task<BrowserTab> VisitAsync(Actor? person, int width, int height, bool javaScript)
    {
        var context = await browser.ContextAsync(
            new()
            {
                BaseURL = host.Address.ToString(),
                JavaScriptEnabled = javaScript,
                ViewportSize = new() { Width = width, Height = height },
                BypassCSP = true,
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
        return new(this, await context.NewPageAsync(), javaScript);
    }

    public async Task CheckAsync(IPage page, bool javaScript, string? picture)
    {
        await page.WaitForLoadStateAsync(); // A click waits until the next page starts to load, not until it is loaded.
        await page.BringToFrontAsync(); // A page in the background may not be painted, and then has no picture.
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.False(await page.GetByText("Sorry, something went wrong").IsVisibleAsync(), $"{page.Url} failed");
        await ReflowAsync(page);
        seen.Add(new Uri(page.Url).AbsolutePath);
        if (Draws && picture is not null)
            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(Pictures, string.Create(CultureInfo.InvariantCulture, $"{++pictures:00}-{picture}.png")),
                    FullPage = true,
                }
            );
        await AxeAsync(javaScript ? page : await CopyAsync(page));
    }

    /// <summary>WCAG 1.4.10: at 320 pixels the page does not scroll sideways and no word is broken, for staff on a desktop too.</summary>
    private static async Task ReflowAsync(IPage page)
    {
        var screen = page.ViewportSize!;
        await page.SetViewportSizeAsync(320, screen.Height);
        for (var watch = Stopwatch.StartNew(); await page.EvaluateAsync<int>("innerWidth") > 320; )
            Assert.True(watch.Elapsed < Patience, $"{page.Url} never had a screen of 320");
        var faults = (await PageWidth.OfAsync(page)).Faults;
        await page.SetViewportSizeAsync(screen.Width, screen.Height);
        Assert.True(faults.Count == 0, $"{page.Url} on a screen of 320: {string.Join("; ", faults)}");
    }

    /// <summary>axe is a script, so a page without JavaScript is checked in a browser that has it: the same markup and style.</summary>
    private async Task<IPage> CopyAsync(IPage page)
    {
        await browser.Inspector.GotoAsync(host.Address + "health/live");
        await browser.Inspector.SetContentAsync(await page.ContentAsync());
        return browser.Inspector;
    }

    /// <summary>Fails on what axe finds in a page whose scripts run.</summary>
    public static async Task AxeAsync(IPage page)
    {
        var violations = await page.EvaluateAsync<string[]>(
            """
            async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })).violations.map(
                (found) => `${found.id} ${found.help} at ${found.nodes.slice(0, 3).map((node) => node.html).join(", ")}`)
            """,
            AxeTags
        );
        Assert.True(violations.Length == 0, $"{page.Url}: {string.Join("; ", violations)}");
    }

    /// <summary>The first page of a PDF as a picture, and the PDF itself.</summary>
    public async Task PdfAsync(BrowserTab visit, string link, string name)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() =>
            visit.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync()
        );
        var path = Path.Combine(Pictures, name + ".pdf");
        await download.SaveAsAsync(path);
        using var draw = Process.Start(
            new ProcessStartInfo("pdftoppm", ["-png", "-r", "70", "-f", "1", "-l", "1", "-singlefile", path, Path.Combine(Pictures, name)])
        )!;
        await draw.WaitForExitAsync();
        Assert.Equal(0, draw.ExitCode);
    }

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}
