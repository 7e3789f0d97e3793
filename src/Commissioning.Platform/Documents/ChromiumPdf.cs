using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Commissioning.Platform.Documents;

/// <summary>Prints documents to tagged PDF with one headless Chromium that stays open. Its pages are reused: they hold style and fonts, and
/// each document is inserted into one and printed. Scripts of documents and the network are off, because a letter needs neither. The
/// browser restarts after a number of documents or above a memory limit; if it crashes during a document, that document is retried once in
/// a new one.</summary>
public sealed class ChromiumPdf(PdfOptions options) : IPdfWriter, IAsyncDisposable
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <param name="Range">The characters that the browser takes from it.</param>
    /// <param name="First">The script's own block: only a text that has one of its characters loads it.</param>
    private sealed record Script(string File, string Family, string Range, char First, char Last);

    private static readonly Script[] Scripts =
    [
        new("noto-sans-latin", "Noto Sans", "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02DC, U+2000-22FF, U+FEFF, U+FFFD", ' ', 'ÿ'),
        new(
            "noto-sans-latin-ext",
            "Noto Sans",
            "U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0",
            'Ā',
            'ỿ'
        ),
        new("noto-sans-arabic-arabic", "Noto Sans Arabic", "U+0600-06FF, U+0750-077F, U+0870-08FF, U+FB50-FDFF, U+FE70-FEFC", '؀', 'ࣿ'),
        new("noto-sans-devanagari-devanagari", "Noto Sans Devanagari", "U+0900-097F, U+200C-200D, U+A8E0-A8FF", 'ऀ', 'ॿ'),
        new("noto-sans-bengali-bengali", "Noto Sans Bengali", "U+0980-09FF, U+200C-200D", 'ঀ', '৿'),
        new("noto-sans-gurmukhi-gurmukhi", "Noto Sans Gurmukhi", "U+0A00-0A7F, U+200C-200D", '\u0a00', '\u0a7f'),
        new("noto-sans-gujarati-gujarati", "Noto Sans Gujarati", "U+0A80-0AFF, U+200C-200D", '\u0a80', '\u0aff'),
    ];

    // Nothing is laid out before the print, so the fonts that a document needs are loaded by name.
    private const string Put = """
        ([language, title, body, ...scripts]) => {
            document.documentElement.lang = language;
            document.title = title;
            document.body.innerHTML = body;
            return Promise.all(scripts.flatMap((letter) => [400, 700].map((weight) => document.fonts.load(weight + " 12pt " + getComputedStyle(document.body).fontFamily, letter)))).then(() => 0);
        }
        """;
    private static readonly PagePdfOptions Paper = new()
    {
        PrintBackground = true,
        Tagged = true,
        Outline = true,
        PreferCSSPageSize = true,
    };

    // No one looks at the pages, so a small viewport saves painting time.
    private static readonly BrowserNewContextOptions Context = new()
    {
        JavaScriptEnabled = false,
        Offline = true,
        ViewportSize = new() { Width = 64, Height = 64 },
    };

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim places = new(2, 2);
    private readonly Lazy<string> shell = new(() =>
        LetterHtml.Shell(FontCss(options.FontsFolder), options.Head.Css(options.Head.LogoData))
    );
    private readonly string? executable = options.Chromium ?? UsualPlaces.FirstOrDefault(File.Exists);
    private IPlaywright? playwright;
    private Warm? current;

    /// <summary>An open browser with its pages that are free.</summary>
    private sealed class Warm(IBrowser browser)
    {
        public IBrowser Browser => browser;
        public ConcurrentBag<IPage> Idle { get; } = [];
        public int Printed { get; set; }
        public int Busy { get; set; }
        public bool IsSpent { get; set; }
    }

    /// <summary>How often a browser was started.</summary>
    public int Starts { get; private set; }

    public string? WhyUnavailable =>
        executable is not null && File.Exists(executable)
            ? null
            : "PDF files need the Chromium browser. On Debian run: apt-get install chromium. Elsewhere set Pdf__Chromium to the browser's path.";

    public async Task<byte[]> WriteAsync(
        LetterDocument document,
        PrintSize size = PrintSize.Usual,
        CancellationToken cancellation = default
    )
    {
        if (WhyUnavailable is { } sentence)
            throw new PdfUnavailableException(sentence);
        await places.WaitAsync(cancellation);
        try
        {
            try
            {
                return PdfFinish.Of(await PrintAsync(document, size), document);
            }
            catch (Exception exception) when (IsBrowsers(exception))
            {
                return PdfFinish.Of(await PrintAsync(document, size), document);
            }
        }
        catch (Exception exception) when (IsBrowsers(exception))
        {
            throw new PdfUnavailableException("The portal could not make the PDF file just now. Wait a minute, then try again.", exception);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Process ids of the current browser, its own first; empty before the first document.</summary>
    public async Task<IReadOnlyList<int>> ProcessesAsync() => current is { } warm ? await ProcessesAsync(warm.Browser) : [];

    /// <summary>Resident memory of these processes in bytes.</summary>
    public static long Memory(IReadOnlyList<int> processes) =>
        processes.Sum(id =>
        {
            try
            {
                using var process = Process.GetProcessById(id);
                return process.WorkingSet64;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return 0;
            }
        });

    private async Task<byte[]> PrintAsync(LetterDocument document, PrintSize size)
    {
        var warm = await EnterAsync();
        try
        {
            var page = await PageAsync(warm);
            var body = LetterHtml.Print(document, size);
            await page.EvaluateAsync(Put, (string[])[document.Language, document.Title, body, .. LettersOf(body)]);
            var pdf = await page.PdfAsync(Paper);
            warm.Idle.Add(page);
            return pdf;
        }
        catch (Exception exception) when (IsBrowsers(exception))
        {
            warm.IsSpent = true;
            throw;
        }
        finally
        {
            await LeaveAsync(warm);
        }
    }

    /// <summary>The browser crashed, or did not answer within Playwright's timeout.</summary>
    private static bool IsBrowsers(Exception exception) => exception is PlaywrightException or TimeoutException;

    private async Task<IPage> PageAsync(Warm warm)
    {
        if (warm.Idle.TryTake(out var idle))
            return idle;
        var page = await (await warm.Browser.NewContextAsync(Context)).NewPageAsync();
        await page.SetContentAsync(shell.Value);
        await page.EvaluateAsync(Put, new[] { "en-GB", "Letters", "", "a" });
        return page;
    }

    private async Task<Warm> EnterAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (current is not { IsSpent: false, Browser.IsConnected: true })
                current = await StartAsync();
            current.Busy++;
            return current;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Checks whether the browser has reached its limits; the last document to leave such a browser closes it.</summary>
    private async Task LeaveAsync(Warm warm)
    {
        await turn.WaitAsync();
        try
        {
            warm.Busy--;
            warm.Printed++;
            if (!warm.IsSpent)
                warm.IsSpent =
                    warm.Printed >= options.MaximumPrints
                    || (warm.Printed % options.CheckEvery == 0 && Memory(await ProcessesAsync(warm.Browser)) > options.MaximumMemory);
            if (!warm.IsSpent || warm.Busy > 0)
                return;
            if (current == warm)
                current = null;
            await warm.Browser.DisposeAsync();
        }
        catch (Exception exception) when (IsBrowsers(exception))
        {
            warm.IsSpent = true;
        } // It crashed meanwhile; the next document starts a new one.
        finally
        {
            turn.Release();
        }
    }

    private async Task<Warm> StartAsync()
    {
        List<string> arguments =
        [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-gpu",
            "--disable-software-rasterizer",
        ];
        if (Environment.UserName == "root")
            arguments.Add("--no-sandbox"); // Chromium refuses to start as root with its sandbox.
        try
        {
            playwright ??= await Playwright.CreateAsync();
            var browser = await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = executable,
                    Headless = true,
                    Args = arguments,
                }
            );
            Starts++;
            return new(browser);
        }
        catch (Exception exception) when (IsBrowsers(exception))
        {
            // Playwright's driver may have crashed too, so the next start creates a new one.
            playwright?.Dispose();
            playwright = null;
            throw;
        }
    }

    private static async Task<IReadOnlyList<int>> ProcessesAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        return answer!
            .Value.GetProperty("processInfo")
            .EnumerateArray()
            .OrderBy(process => process.GetProperty("type").GetString() == "browser" ? 0 : 1)
            .Select(process => process.GetProperty("id").GetInt32())
            .ToList();
    }

    /// <summary>One letter of each script of a text but Latin, which every page has from its start.</summary>
    private static IEnumerable<string> LettersOf(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', 'ÿ')
            ? Scripts
                .Skip(1)
                .Select(script => text.FirstOrDefault(letter => letter >= script.First && letter <= script.Last))
                .Where(letter => letter != default)
                .Select(letter => letter.ToString())
            : [];

    private static string FontCss(string? folder)
    {
        var css = new StringBuilder();
        foreach (var (file, family, range, _, _) in Scripts)
        foreach (var weight in (int[])[400, 700])
        {
            var path = Path.Combine(folder ?? "", string.Create(CultureInfo.InvariantCulture, $"{file}-{weight}-normal.woff2"));
            if (!File.Exists(path))
                continue;
            css.Append(
                $$"""@font-face { font-family: "{{family}}"; font-weight: {{weight}}; src: url(data:font/woff2;base64,{{Convert.ToBase64String(File.ReadAllBytes(path))}}) format("woff2"); unicode-range: {{range}} }"""
            );
        }
        return css.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (current is not null)
            await current.Browser.DisposeAsync();
        playwright?.Dispose();
        turn.Dispose();
        places.Dispose();
    }
}
