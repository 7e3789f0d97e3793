using System.Diagnostics;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Testing;
using Commissioning.Web.Tests.Width;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests;

/// <summary>People in real Chromium. Every page opened is checked by axe and for one h1. With PICTURES=1 the named pages are saved as
/// pictures in tests/screenshots, which takes longer than all the checks.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    /// <summary>For a browser's answer, a page and a PDF: far longer than they take, because a busy machine is no failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Pictures = Repository.File("tests", "screenshots");
    private static readonly bool Draws = Environment.GetEnvironmentVariable("PICTURES") == "1";
    private readonly PortalHost host;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly IPage inspector;
    private readonly HashSet<string> seen = [];
    private int pictures;

    private BrowserSession(PortalHost host, IPlaywright playwright, IBrowser browser, IPage inspector) =>
        (this.host, this.playwright, this.browser, this.inspector) = (host, playwright, browser, inspector);

    public IReadOnlyCollection<string> PagesChecked => seen;

    public static async Task<BrowserSession> OpenAsync(PortalHost host)
    {
        Directory.CreateDirectory(Pictures);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--renderer-process-limit=2"],
                Timeout = (float)Patience.TotalMilliseconds,
            }
        );
        var context = await browser.NewContextAsync(new() { BypassCSP = true });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new(host, playwright, browser, await context.NewPageAsync());
    }

    /// <summary>A person with a phone and no JavaScript.</summary>
    public async Task<BrowserTab> PhoneAsync(Actor? person = null) => await VisitAsync(person, 320, 640, javaScript: false);

    public async Task<BrowserTab> DeskAsync(Actor person) => await VisitAsync(person, 1280, 900, javaScript: true);

    private async Task<BrowserTab> VisitAsync(Actor? person, int width, int height, bool javaScript)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = host.Address.ToString(),
                JavaScriptEnabled = javaScript,
                ViewportSize = new() { Width = width, Height = height },
                BypassCSP = true,
            }
        );
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
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
        await inspector.GotoAsync(host.Address + "health/live");
        await inspector.SetContentAsync(await page.ContentAsync());
        return inspector;
    }

    /// <summary>Fails on what axe finds in a page whose scripts run.</summary>
    public static async Task AxeAsync(IPage page)
    {
        // In the page itself, because there are no frames: the newer way opens a page, and with it a process, for each run.
#pragma warning disable CS0618
        var result = await page.RunAxeLegacy(
            null,
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions
                {
                    Type = "tag",
                    Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                },
            }
        );
#pragma warning restore CS0618
        Assert.True(
            result.Violations.Length == 0,
            $"{page.Url}: "
                + string.Join(
                    "; ",
                    result.Violations.Select(violation =>
                        $"{violation.Id} {violation.Help} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}"
                    )
                )
        );
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

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
