using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace Commissioning.Testing;

public sealed class BrowserPage(Browser browser, Uri address, IHtmlDocument document)
{
    private readonly Dictionary<string, (string Name, byte[] Content)> files = [];

    public Uri Address => address;
    public IHtmlDocument Document => document;
    public string Heading => Clean(document.QuerySelector("h1")!.TextContent);

    /// <summary>The page's text, read cell by cell and paragraph by paragraph.</summary>
    public string Text
    {
        get
        {
            var main = (IElement)document.QuerySelector("main")!.Clone();
            foreach (var element in main.QuerySelectorAll("td, th, dt, dd, li, p, div, h1, h2, h3, br, caption"))
                element.After(document.CreateTextNode(" "));
            return Clean(main.TextContent);
        }
    }

    /// <summary>Types into, or chooses, the control with this label.</summary>
    public BrowserPage Fill(string label, string value)
    {
        switch (Control(label))
        {
            case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                box.IsChecked = value != "off";
                if (box.Type == "radio")
                    ClearOthers(box);
                break;
            case IHtmlInputElement input:
                input.Value = value;
                input.SetAttribute("value", value);
                break;
            case IHtmlTextAreaElement area:
                area.Value = value;
                break;
            case IHtmlSelectElement select:
                Assert.True(
                    select.Options.Any(option => Clean(option.Text) == value || option.Value == value),
                    $"No option {value} in {label}"
                );
                select.Value = select.Options.First(option => Clean(option.Text) == value || option.Value == value).Value;
                break;
            default:
                throw new InvalidOperationException($"{label} is not a control");
        }
        return this;
    }

    /// <summary>Types into a control by its name, for the parts of a date whose labels repeat.</summary>
    public BrowserPage FillNamed(string name, string value)
    {
        var control =
            document.QuerySelector($"[name='{name}']") ?? throw new InvalidOperationException($"No control named {name} on {address}");
        if (control is IHtmlTextAreaElement area)
            area.Value = value;
        else
            ((IHtmlInputElement)control).Value = value;
        return this;
    }

    /// <summary>Chooses a radio button or ticks a box by its own label.</summary>
    public BrowserPage Choose(string label) => Fill(label, "on");

    public BrowserPage Attach(string label, string name, byte[] content)
    {
        files[((IHtmlInputElement)Control(label)).Name!] = (name, content);
        return this;
    }

    public string Value(string label) =>
        Control(label) switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value ?? "",
            _ => throw new InvalidOperationException(),
        };

    /// <summary>Presses a button; returns the next page, with redirects followed.</summary>
    public Task<BrowserPage> PressAsync(string button, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var (target, content) = Pressed(button);
        return browser.SendAsync(HttpMethod.Post, target, content, expected);
    }

    /// <summary>Presses a button several times at once; returns the answers, with redirects followed.</summary>
    public async Task<IReadOnlyList<(HttpStatusCode Status, string Text)>> PressAtOnceAsync(string button, int times)
    {
        async Task<(HttpStatusCode, string)> PressAsync()
        {
            var (target, content) = Pressed(button);
            using var answer = await browser.PostAsync(target, content);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        return await Task.WhenAll(Enumerable.Range(0, times).Select(_ => PressAsync()));
    }

    private (Uri Target, HttpContent Content) Pressed(string button)
    {
        var pressed =
            document
                .QuerySelectorAll("main button, main input[type=submit], header button, .govuk-footer button, nav button")
                .FirstOrDefault(element => Clean(element.TextContent) == button)
            ?? throw new InvalidOperationException(
                $"No button \"{button}\" on {address}; there are: {string.Join(", ", document.QuerySelectorAll("button").Select(element => Clean(element.TextContent)))}"
            );
        var form = (IHtmlFormElement)pressed.Closest("form")!;
        var target = new Uri(address, pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? address.PathAndQuery);
        var fields = Fields(form).ToList();
        if (pressed.GetAttribute("name") is { } name)
            fields.Add((name, pressed.GetAttribute("value") ?? ""));
        return (target, Content(form, fields));
    }

    /// <summary>The response when the page's script posts the form to a handler.</summary>
    public async Task<string> PostAsync(string handler)
    {
        var form = document
            .QuerySelectorAll("main form")
            .OfType<IHtmlFormElement>()
            .First(one => one.GetAttribute("data-autosave")?.EndsWith("handler=" + handler, StringComparison.Ordinal) == true);
        using var answer = await browser.PostAsync(
            new Uri(address, form.GetAttribute("data-autosave")),
            Content(form, Fields(form).ToList())
        );
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<BrowserPage> FollowAsync(string link, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var anchor =
            document
                .QuerySelectorAll("a")
                .FirstOrDefault(element => Clean(element.GetAttribute("aria-label") ?? element.TextContent) == link)
            ?? throw new InvalidOperationException(
                $"No link \"{link}\" on {address}; there are: {string.Join(", ", document.QuerySelectorAll("main a").Select(element => Clean(element.TextContent)))}"
            );
        return browser.SendAsync(HttpMethod.Get, new Uri(address, anchor.GetAttribute("href")), null, expected);
    }

    public void AssertError(string sentence) =>
        Assert.Contains(
            sentence,
            document.QuerySelectorAll(".govuk-error-summary li, .govuk-error-summary p").Select(element => Clean(element.TextContent))
        );

    public void AssertSays(string words) => Assert.Contains(words, Text, StringComparison.Ordinal);

    public void AssertDoesNotSay(string words) => Assert.DoesNotContain(words, Text, StringComparison.Ordinal);

    internal void AssertSound()
    {
        var headings = document.QuerySelectorAll("h1");
        Assert.True(headings.Length == 1, $"{address} has {headings.Length} h1 elements");
        var title = Clean(document.Title ?? "");
        if (title.StartsWith("Error: ", StringComparison.Ordinal))
            title = title[7..];
        Assert.True(
            title.StartsWith(Heading, StringComparison.Ordinal),
            $"{address}: the title \"{title}\" does not start with the heading \"{Heading}\""
        );
        var ids = document.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.True(
            ids.Count == ids.Distinct().Count(),
            $"{address} repeats the id {ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1)?.Key}"
        );
        foreach (var control in document.QuerySelectorAll("main input:not([type=hidden]), main select, main textarea"))
            Assert.True(
                document.QuerySelector($"label[for='{control.Id}']") is not null
                    || control.Closest("label") is not null
                    || control.HasAttribute("aria-label")
                    || control.HasAttribute("aria-labelledby"),
                $"{address}: {control.Id} has no label"
            );
        foreach (var link in document.QuerySelectorAll(".govuk-error-summary a"))
            Assert.True(
                document.GetElementById(link.GetAttribute("href")!.TrimStart('#')) is not null,
                $"{address}: the error link {link.GetAttribute("href")} leads nowhere"
            );
        Assert.True(
            document.QuerySelectorAll("[style], script:not([src])").Length == 0,
            $"{address} has an inline style or script, which the security policy forbids"
        );
    }

    private IElement Control(string label)
    {
        var found =
            document
                .QuerySelectorAll("label")
                .Where(element => Clean(element.TextContent) == label)
                .Select(element => document.GetElementById(element.GetAttribute("for")!))
                .FirstOrDefault(element => element is not null)
            ?? document.QuerySelector($"[aria-label='{label.Replace("'", "\\'", StringComparison.Ordinal)}']");
        return found
            ?? throw new InvalidOperationException(
                $"No control labelled \"{label}\" on {address}; there are: {string.Join(" | ", document.QuerySelectorAll("label").Select(element => Clean(element.TextContent)))}"
            );
    }

    private void ClearOthers(IHtmlInputElement chosen)
    {
        foreach (var other in document.QuerySelectorAll("input[type=radio]").OfType<IHtmlInputElement>())
            if (other.Name == chosen.Name && other != chosen)
                other.IsChecked = false;
    }

    private IEnumerable<(string, string)> Fields(IHtmlFormElement form)
    {
        foreach (
            var element in document
                .QuerySelectorAll("input, select, textarea")
                .Where(element => element.Closest("form") == form || element.GetAttribute("form") == form.Id && form.Id is { Length: > 0 })
        )
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled"))
                continue;
            if (element is IHtmlInputElement { Type: "file" or "submit" })
                continue;
            if (element is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
                continue;
            yield return (
                name,
                element switch
                {
                    IHtmlInputElement input => input.Value,
                    IHtmlTextAreaElement area => area.Value,
                    IHtmlSelectElement select => select.Value ?? "",
                    _ => "",
                }
            );
        }
    }

    private HttpContent Content(IHtmlFormElement form, List<(string Name, string Value)> fields)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
            return new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        foreach (var (name, file) in files)
            content.Add(new ByteArrayContent(file.Content), name, file.Name);
        return content;
    }

    private static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
