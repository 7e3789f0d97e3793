using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests;

/// <summary>A Chromium that one test at a time uses: its contexts end with the test, and the browser, which takes a second or two to start,
/// waits for the next. One that has crashed is not used again.</summary>
internal sealed class WarmBrowser : IAsyncDisposable
{
    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();
    private static readonly Lazy<Task<IPlaywright>> Started = new(Microsoft.Playwright.Playwright.CreateAsync);
    private static readonly ConcurrentBag<(IBrowser Browser, IPage Inspector)> Idle = [];
    private readonly List<IBrowserContext> contexts = [];
    private readonly IBrowser browser;

    private WarmBrowser(IBrowser browser, IPage inspector) => (this.browser, Inspector) = (browser, inspector);

    /// <summary>A page in which axe reads copies of pages without JavaScript.</summary>
    public IPage Inspector { get; }

    public static async Task<WarmBrowser> TakeAsync()
    {
        while (Idle.TryTake(out var idle))
            if (idle.Browser.IsConnected)
                return new(idle.Browser, idle.Inspector);
        var browser = await (await Started.Value).Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--renderer-process-limit=2"],
                Timeout = (float)BrowserSession.Patience.TotalMilliseconds,
            }
        );
        return new(browser, await (await WithAxeAsync(browser, new() { BypassCSP = true })).NewPageAsync());
    }

    /// <summary>A person's own cookies and storage, until the test ends. axe is in every page whose scripts run.</summary>
    public async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions options)
    {
        var context = await WithAxeAsync(browser, options);
        contexts.Add(context);
        return context;
    }

    private static async Task<IBrowserContext> WithAxeAsync(IBrowser browser, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)BrowserSession.Patience.TotalMilliseconds);
        // Sent once, and not with every page that axe reads.
        if (options.JavaScriptEnabled != false)
            await context.AddInitScriptAsync(AxeScript);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
            await context.DisposeAsync();
        Idle.Add((browser, Inspector));
    }
}
