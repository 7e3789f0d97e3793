using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace Commissioning.Platform.Letters;

public sealed record PdfOptions
{
    /// <summary>The browser to print with; found by itself where it is installed in the usual place.</summary>
    public string? Chromium { get; init; }
    /// <summary>Where the portal's own fonts are, so that no machine's fonts matter.</summary>
    public string? FontsFolder { get; init; }
}

/// <summary>No browser to print with. The message says what to install.</summary>
public sealed class PdfUnavailableException(string message) : Exception(message);

/// <summary>
/// Prints documents to tagged PDF with one warm headless Chromium. Pages are kept and used again; scripts and the network are
/// off, since everything a letter needs is in it. A browser that died is started again.
/// </summary>
public sealed class PdfWriter(PdfOptions options) : IAsyncDisposable
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];
    private static readonly (string File, string Family, int Weight, string Range)[] Fonts =
    [
        ("noto-sans-latin-400-normal.woff2", "Noto Sans", 400, "U+0000-024F, U+2000-22FF"), ("noto-sans-latin-700-normal.woff2", "Noto Sans", 700, "U+0000-024F, U+2000-22FF"),
        ("noto-sans-gujarati-gujarati-400-normal.woff2", "Noto Sans Gujarati", 400, "U+0A80-0AFF, U+200C-200D"), ("noto-sans-gujarati-gujarati-700-normal.woff2", "Noto Sans Gujarati", 700, "U+0A80-0AFF, U+200C-200D"),
    ];
    private const string Footer = """<div style="font: 8pt sans-serif; color: #4a5565; width: 100%; text-align: center">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>""";

    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly SemaphoreSlim places = new(2, 2);
    private readonly ConcurrentBag<IPage> idle = [];
    private readonly Lazy<string> fontCss = new(() => FontCss(options.FontsFolder));
    private readonly string? executable = options.Chromium ?? UsualPlaces.FirstOrDefault(File.Exists);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Null when PDFs can be made; otherwise what to install.</summary>
    public string? WhyUnavailable => executable is not null && File.Exists(executable) ? null
        : "PDF files need the Chromium browser. On Debian run: apt-get install chromium. Elsewhere set Pdf__Chromium to the browser's path.";

    public async Task<byte[]> WriteAsync(LetterDocument document, CancellationToken cancellation = default)
    {
        if (WhyUnavailable is { } sentence) throw new PdfUnavailableException(sentence);
        await places.WaitAsync(cancellation);
        try
        {
            var page = await PageAsync();
            await page.SetContentAsync(LetterHtml.Page(document, fontCss.Value), new() { WaitUntil = WaitUntilState.Load });
            var pdf = await page.PdfAsync(new() { Format = "A4", PrintBackground = true, Tagged = true, Outline = true, PreferCSSPageSize = true, DisplayHeaderFooter = true, HeaderTemplate = "<span></span>", FooterTemplate = Footer });
            idle.Add(page);
            return pdf;
        }
        finally { places.Release(); }
    }

    private async Task<IPage> PageAsync()
    {
        while (idle.TryTake(out var page))
            if (!page.IsClosed && page.Context.Browser is { IsConnected: true }) return page;
        var context = await (await BrowserAsync()).NewContextAsync(new() { JavaScriptEnabled = false, Offline = true });
        return await context.NewPageAsync();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (browser is { IsConnected: true }) return browser;
            playwright ??= await Playwright.CreateAsync();
            List<string> arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu"];
            if (Environment.UserName == "root") arguments.Add("--no-sandbox"); // Chromium refuses to start as root with its sandbox
            return browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Headless = true, Args = arguments });
        }
        finally { starting.Release(); }
    }

    private static string FontCss(string? folder)
    {
        var css = new StringBuilder();
        foreach (var (file, family, weight, range) in Fonts)
        {
            var path = Path.Combine(folder ?? "", file);
            if (!File.Exists(path)) continue;
            css.Append($$"""@font-face { font-family: "{{family}}"; font-weight: {{weight}}; src: url(data:font/woff2;base64,{{Convert.ToBase64String(File.ReadAllBytes(path))}}) format("woff2"); unicode-range: {{range}} }""");
        }
        return css.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
        places.Dispose();
    }
}
