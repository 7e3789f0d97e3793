using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AngleSharp.Html.Parser;
using Commissioning.Features;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>One person's browser: a kept connection, a cookie jar, forms filled in as found, and a memory of what the portal said it had
/// saved.</summary>
/// <param name="nodes">Each request goes to the next node that takes it, as behind a load balancer.</param>
internal sealed class SoakBrowser(IReadOnlyList<Uri> nodes, string cookie, Random random, Action<SoakAnswer> tell) : IDisposable
{
    private readonly HttpClient client = ClientOf(nodes, cookie);
    private readonly Dictionary<(string Path, string Field), List<(string Words, bool IsSaved)>> typed = [];
    private int saves,
        requests;

    private static HttpClient ClientOf(IReadOnlyList<Uri> nodes, string cookie)
    {
        var cookies = new CookieContainer();
        if (cookie.Length > 0)
            cookies.SetCookies(nodes[0], cookie); // For the host: cookies ignore ports.
        return new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(10) };
    }

    /// <summary>What was sent once and for all, such as an application, and acknowledged.</summary>
    public HashSet<string> Sent { get; } = [];
    public int Saved => typed.Values.Sum(tries => tries.Count(one => one.IsSaved)) + Sent.Count;

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public async Task LiveAsync(IReadOnlyList<Func<SoakBrowser, Task>> acts, CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                await Task.Delay(random.Next(500, 1500), end);
                await Pick(acts)(this);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        { /* the day is over */
        }
    }

    public Task ReadAsync(string path) => GetAsync(path);

    public async Task AnswerAsync(string path)
    {
        if (await GetAsync(path) is not { } page)
            return;
        var words = $"What we say for the {++saves}th time of the problem and how we know of it.";
        var isSaved = await PostAsync(
            path,
            Fields(page, "input[name='__RequestVerificationToken'], input[name='Questions[0].Form.Version']")
                .Append(new("later", "true"))
                .Append(new("Questions[0].Form.Text", words)),
            words
        );
        Remember(path, "Questions[0].Form.Text", words, isSaved);
    }

    public async Task ScoreAsync(string path)
    {
        if (await GetAsync(path) is not { } page)
            return;
        var fields = Fields(page, "input[name='__RequestVerificationToken'], input[name='Version'], input[type='hidden'][name^='Scores']");
        var scores = fields.Count(field => field.Key.StartsWith("Scores", StringComparison.Ordinal));
        var words = $"Because of what the application says, seen for the {++saves}th time.";
        for (var i = 0; i < scores; i++)
        {
            fields.Add(new($"Scores[{i}].Value", random.Next(0, 6).ToString(CultureInfo.InvariantCulture)));
            fields.Add(new($"Scores[{i}].Reason", words));
        }
        var isSaved = await PostAsync(path, fields, words);
        for (var i = 0; i < scores; i++)
            Remember(path, $"Scores[{i}].Reason", words, isSaved);
    }

    /// <summary>Presses the button of a form that counts once, twice: a double click.</summary>
    /// <param name="key">Remembered when the portal acknowledged one of the two.</param>
    public async Task PressTwiceAsync(string path, string key, string button, params (string Name, string Value)[] filled)
    {
        if (Sent.Contains(key) || await GetAsync(path) is not { } page || !page.Contains(button, StringComparison.Ordinal))
            return;
        var fields = filled
            .Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Concat(Fields(page, "input[type='hidden']").Where(hidden => filled.All(field => field.Name != hidden.Key)))
            .ToList();
        var saved = await Task.WhenAll(PostAsync(path, fields, null), PostAsync(path, fields, null));
        if (saved.Contains(true))
            Sent.Add(key);
    }

    public async Task UploadAsync(Guid draft)
    {
        if (await GetAsync(Links.Applications.Documents(draft)) is not { } page)
            return;
        using var document = new HtmlParser().ParseDocument(page);
        var form = document.QuerySelectorAll("main form[enctype]")[^1];
        var name = $"minutes-{++saves}.pdf";
        if (
            await TimedAsync(
                "post " + Links.Applications.Documents(draft),
                HttpStatusCode.Found,
                form.GetAttribute("action")!,
                HttpMethod.Post,
                () =>
                {
                    var content = new MultipartFormDataContent();
                    foreach (var input in form.QuerySelectorAll("input[type='hidden']"))
                        content.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
                    var file = new ByteArrayContent(SamplePdf.Of($"{draft} {name}"));
                    file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
                    content.Add(file, form.QuerySelector("input[type='file']")!.GetAttribute("name")!, name);
                    return content;
                }
            )
            is not null
        )
            Sent.Add($"{draft}/{name}");
    }

    /// <summary>Reads each page on which something was saved; returns what is not there any more. What was typed after the last
    /// acknowledged save may be stored or not: the portal did not say.</summary>
    public async Task<IReadOnlyList<string>> LostAsync()
    {
        var lost = new List<string>();
        foreach (var page in typed.GroupBy(place => place.Key.Path))
        {
            if (await GetAsync(page.Key) is not { } text)
            {
                lost.Add($"{page.Key} cannot be read");
                continue;
            }
            using var document = new HtmlParser().ParseDocument(text);
            foreach (var (place, tries) in page)
            {
                var stored = document.QuerySelector($"main [name='{place.Field}']")?.TextContent.Trim() ?? "";
                var last = tries.FindLastIndex(one => one.IsSaved);
                if (!tries.Skip(Math.Max(0, last)).Any(one => one.Words == stored) && (last >= 0 || stored.Length > 0))
                    lost.Add($"{place.Path} {place.Field}: \"{stored}\" in place of \"{tries[Math.Max(0, last)].Words}\"");
            }
        }
        return lost;
    }

    private void Remember(string path, string field, string words, bool isSaved)
    {
        if (!typed.TryGetValue((path, field), out var tries))
            typed[(path, field)] = tries = [];
        tries.Add((words, isSaved));
    }

    private static List<KeyValuePair<string, string>> Fields(string page, string selector)
    {
        using var document = new HtmlParser().ParseDocument(page);
        return document
            .QuerySelectorAll("main form :is(" + selector + ")")
            .DistinctBy(input => input.GetAttribute("name"))
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
            .ToList();
    }

    private static string RefusalOf(string page)
    {
        using var document = new HtmlParser().ParseDocument(page);
        return string.Join(
            ' ',
            (document.QuerySelector(".govuk-error-summary") ?? document.QuerySelector("main"))!.TextContent.Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );
    }

    private Task<string?> GetAsync(string path) => TimedAsync(path, HttpStatusCode.OK, path, HttpMethod.Get, () => null);

    private async Task<bool> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string? words) =>
        await TimedAsync("post " + path, HttpStatusCode.Found, path, HttpMethod.Post, () => new FormUrlEncodedContent(fields), words)
            is not null;

    /// <returns>The text of the expected answer; null: another one.</returns>
    private async Task<string?> TimedAsync(
        string what,
        HttpStatusCode expected,
        string path,
        HttpMethod method,
        Func<HttpContent?> content,
        string? words = null
    )
    {
        var begun = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(nodes[requests++ % nodes.Count], path)) { Content = content() };
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                tell(
                    new(
                        what,
                        expected,
                        answer.StatusCode,
                        begun,
                        Stopwatch.GetElapsedTime(begun),
                        KeptWords: words is null ? null : text.Contains(words, StringComparison.Ordinal),
                        Refusal: answer.StatusCode == HttpStatusCode.BadRequest ? RefusalOf(text) : null
                    )
                );
                return answer.StatusCode == expected ? text : null;
            }
            // Nobody listens there, so nothing was sent: a load balancer asks the next.
            catch (HttpRequestException exception)
                when (attempt < nodes.Count
                    && exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                ) { }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                tell(new(what, expected, null, begun, Stopwatch.GetElapsedTime(begun), exception.Message));
                return null;
            }
        }
    }

    public void Dispose() => client.Dispose();
}
