using System.Globalization;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests;

/// <summary>One person's browser: what they do, in the words on the page.</summary>
internal sealed class BrowserTab(BrowserSession session, IPage page, bool javaScript)
{
    public IPage Page => page;

    public async Task<BrowserTab> OpenAsync(string path, string? picture = null)
    {
        await page.GotoAsync(path);
        await session.CheckAsync(page, javaScript, picture);
        return this;
    }

    public async Task<BrowserTab> TypeAsync(string label, string text)
    {
        await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        return this;
    }

    public async Task<BrowserTab> DateAsync(string name, int day, int month, int year)
    {
        foreach (var (part, value) in new[] { ("Day", day), ("Month", month), ("Year", year) })
            await page.Locator($"[name='Form.{name}.{part}']").FillAsync(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public async Task<BrowserTab> ChooseAsync(string label)
    {
        await page.GetByLabel(label, new() { Exact = true }).CheckAsync();
        return this;
    }

    public async Task<BrowserTab> ChooseAsync(string group, string label)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = group }).GetByLabel(label, new() { Exact = true }).CheckAsync();
        return this;
    }

    public async Task<BrowserTab> SelectAsync(string label, string option)
    {
        await page.GetByLabel(label, new() { Exact = true }).SelectOptionAsync(option);
        return this;
    }

    public async Task<BrowserTab> AttachAsync(string label, string name, byte[] content)
    {
        await page.GetByLabel(label, new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/octet-stream",
                    Buffer = content,
                }
            );
        return this;
    }

    public async Task<BrowserTab> PressAsync(string button, string? picture = null)
    {
        await LeaveByAsync(page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
        await session.CheckAsync(page, javaScript, picture);
        return this;
    }

    public async Task<BrowserTab> FollowAsync(string link, string? picture = null)
    {
        await LeaveByAsync(page.GetByRole(AriaRole.Link, new() { Name = link }).First);
        await session.CheckAsync(page, javaScript, picture);
        return this;
    }

    /// <summary>
    /// Clicks on a link to another page, and waits until that page has loaded: a form that is autosaving is sent a moment after the click.
    /// Both events are listened for before the click, because asking for the load state afterwards can miss the event and wait for ever.
    /// </summary>
    public async Task LeaveByAsync(ILocator way)
    {
        await way.WaitForAsync();
        var (left, loaded) = (false, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        void Left(object? sender, IFrame frame) => left |= frame == page.MainFrame;
        void Loaded(object? sender, IPage loadedPage)
        {
            if (left)
                loaded.TrySetResult();
        }
        page.FrameNavigated += Left;
        page.Load += Loaded;
        try
        {
            await way.ClickAsync();
            await loaded.Task.WaitAsync(BrowserSession.Patience);
        }
        finally
        {
            page.FrameNavigated -= Left;
            page.Load -= Loaded;
        }
    }

    public async Task<BrowserTab> SaysAsync(string words)
    {
        var text = string.Join(
            ' ',
            (await page.Locator("main").InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Contains(words, text, StringComparison.Ordinal);
        return this;
    }

    public async Task<bool> HasAsync(string words) =>
        (await page.Locator("main").InnerTextAsync()).Contains(words, StringComparison.Ordinal);
}
