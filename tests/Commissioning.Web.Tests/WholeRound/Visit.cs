using System.Globalization;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.WholeRound;

/// <summary>One person's browser: what they do, in the words on the page.</summary>
internal sealed class Visit(Eyes eyes, IPage page, bool javaScript)
{
    public IPage Page => page;

    public async Task<Visit> OpenAsync(string path, string? picture = null)
    {
        await page.GotoAsync(path);
        await eyes.CheckAsync(page, javaScript, picture);
        return this;
    }

    public async Task<Visit> TypeAsync(string label, string text)
    {
        await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        return this;
    }

    public async Task<Visit> DateAsync(string name, int day, int month, int year)
    {
        foreach (var (part, value) in new[] { ("Day", day), ("Month", month), ("Year", year) })
            await page.Locator($"[name='Form.{name}.{part}']").FillAsync(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public async Task<Visit> ChooseAsync(string label)
    {
        await page.GetByLabel(label, new() { Exact = true }).CheckAsync();
        return this;
    }

    public async Task<Visit> ChooseAsync(string group, string label)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = group }).GetByLabel(label, new() { Exact = true }).CheckAsync();
        return this;
    }

    public async Task<Visit> SelectAsync(string label, string option)
    {
        await page.GetByLabel(label, new() { Exact = true }).SelectOptionAsync(option);
        return this;
    }

    public async Task<Visit> AttachAsync(string label, string name, byte[] content)
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

    public async Task<Visit> PressAsync(string button, string? picture = null)
    {
        await LeaveByAsync(page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
        await eyes.CheckAsync(page, javaScript, picture);
        return this;
    }

    public async Task<Visit> FollowAsync(string link, string? picture = null)
    {
        await LeaveByAsync(page.GetByRole(AriaRole.Link, new() { Name = link }).First);
        await eyes.CheckAsync(page, javaScript, picture);
        return this;
    }

    /// <summary>Clicks on a link to another page, and waits for that page: a form that is autosaving is sent a moment after the
    /// click.</summary>
    public async Task LeaveByAsync(ILocator way)
    {
        await way.WaitForAsync();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
                left.TrySetResult();
        }
        page.FrameNavigated += Note;
        try
        {
            await way.ClickAsync();
            await left.Task.WaitAsync(Eyes.Patience);
        }
        finally
        {
            page.FrameNavigated -= Note;
        }
        await page.WaitForLoadStateAsync();
    }

    public async Task<Visit> SaysAsync(string words)
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
