using System.Net;
using AngleSharp.Html.Parser;
using Xunit;

namespace Commissioning.Testing;

/// <summary>Reads and fills pages as a person does: by label, heading and button. Every page it opens is checked for one h1, a title that
/// starts with it, labels, unique ids and error links with a target.</summary>
public sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10); // Allows for a page that prints, on a busy machine.
    private readonly HttpClient client;

    public Browser(Uri address, string? sessionCookie)
    {
        var cookies = new CookieContainer();
        if (sessionCookie is not null)
            cookies.SetCookies(address, sessionCookie);
        client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>Acts as a load balancer without sticky sessions: each request, including redirects, goes to the next node.</summary>
    public Browser(IReadOnlyList<Uri> nodes, string sessionCookie)
    {
        var cookies = new CookieContainer();
        cookies.SetCookies(nodes[0], sessionCookie); // For the host: cookies ignore ports.
        client = new HttpClient(
            new AlternatingNodes(nodes)
            {
                InnerHandler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false },
            }
        )
        {
            BaseAddress = nodes[0],
            Timeout = Patience,
        };
    }

    public async Task<BrowserPage> OpenAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await PageAsync(response, expected);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> PostAsync(Uri target, HttpContent content) => client.PostAsync(target, content);

    internal async Task<BrowserPage> SendAsync(HttpMethod method, Uri target, HttpContent? content, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, target) { Content = content };
        using var response = await client.SendAsync(request);
        return await PageAsync(response, expected);
    }

    private async Task<BrowserPage> PageAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        var address = response.RequestMessage!.RequestUri!;
        Assert.True(
            response.StatusCode == expected,
            $"{address} answered {(int)response.StatusCode}, not {(int)expected}: {Summary(text)}"
        );
        var page = new BrowserPage(this, address, new HtmlParser().ParseDocument(text));
        page.AssertSound();
        return page;
    }

    private static string Summary(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        var text = document.QuerySelector("main")?.TextContent ?? html;
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(80));
    }

    public void Dispose() => client.Dispose();
}
