using System.Net;
using AngleSharp.Html.Parser;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commissioning.Web.Tests.Security;

/// <summary>What only a portal in production does: its cookies, hosts, encryption in transit and the proxies it believes.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private WebApplication app = null!;
    private HttpClient secure = null!,
        plain = null!;

    public async Task InitializeAsync()
    {
        app = Portal.Build(
            Arguments(),
            builder =>
                builder.WebHost.ConfigureKestrel(kestrel =>
                {
                    kestrel.Listen(IPAddress.Loopback, 0);
                    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TestCertificate.SelfSigned()));
                })
        );
        Assert.Null(await Portal.WhyCannotServeAsync(app));
        await app.StartAsync();
        (secure, plain) = (ClientOf("https:"), ClientOf("http:"));
    }

    [Fact]
    public async Task Cookies_are_for_this_host_over_https_only()
    {
        using var answer = await secure.GetAsync(new Uri(Links.Accounts.SignIn, UriKind.Relative));
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(
            cookies,
            cookie =>
            {
                Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
                Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public async Task Cookies_of_the_directory_are_for_this_host_over_https_only()
    {
        await using var portal = Portal.Build([
            .. Arguments(),
            "--Directory:Authority=https://login.example/tenant/v2.0",
            "--Directory:ClientId=portal",
            "--Directory:ClientSecret=secret",
            "--Directory:Groups:officers=CommissioningOfficer",
        ]);
        var options = portal.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(DirectorySignIn.Scheme);
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal);
            Assert.Equal(("/", true, CookieSecurePolicy.Always), (cookie.Path, cookie.HttpOnly, cookie.SecurePolicy));
        }
    }

    [Fact]
    public async Task A_browser_whose_session_has_ended_is_told_to_forget_its_pages()
    {
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Applicant);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Help, UriKind.Relative));
        request.Headers.Add("Cookie", await Sessions.CookieAsync(app.Services, person));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update PersonSession set EndedAt = @Now, EndedWhy = 'SignedOut' where PersonId = @Id",
                new { work.Now, person.Id }
            )
        );
        using var answer = await secure.SendAsync(request);
        Assert.Equal("\"cache\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Styles_and_scripts_name_their_character_set(string encoding)
    {
        using var page = new HtmlParser().ParseDocument(await secure.GetStringAsync(new Uri(Links.Help, UriKind.Relative)));
        foreach (
            var (selector, attribute, type) in new[]
            {
                ("link[rel=stylesheet]", "href", "text/css; charset=utf-8"),
                ("script[src]", "src", "text/javascript; charset=utf-8"),
            }
        )
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(page.QuerySelector(selector)!.GetAttribute(attribute)!, UriKind.Relative)
            );
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var answer = await secure.SendAsync(request);
            Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        }
    }

    [Fact]
    public async Task A_browser_is_told_to_use_https_for_a_year()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Help, UriKind.Relative))
        {
            Headers = { Host = "grants.example" },
        };
        using var answer = await secure.SendAsync(request);
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("grants.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task Only_the_portals_own_host_is_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Help, UriKind.Relative)) { Headers = { Host = host } };
        using var answer = await secure.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_asked_for_by_http_leads_to_https_and_keeps_its_address()
    {
        using var answer = await plain.GetAsync(new Uri(Links.Help + "?from=letter", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("https://grants.example/help?from=letter", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_form_sent_by_http_is_refused_with_a_sentence()
    {
        using var form = new FormUrlEncodedContent([new("Email", "a@b.example")]);
        using var answer = await plain.PostAsync(new Uri(Links.Accounts.SignIn, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("Nothing was saved", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_known_is_named_and_not_believed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Help, UriKind.Relative))
        {
            Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.7" } },
        };
        using var answer = await plain.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Proxy__Known", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_is_answered_as_it_comes()
    {
        using var answer = await plain.GetAsync(new Uri(Links.Alive, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_proxy_that_is_known_is_believed()
    {
        await using var behind = Portal.Build(
            [.. Arguments(), "--Proxy:Known=127.0.0.0/8, ::1"],
            builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
        );
        await behind.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(behind.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Help, UriKind.Relative))
        {
            Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.7" } },
        };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("--Proxy:Known=the-proxy", "Proxy__Known has \"the-proxy\"")]
    [InlineData("--FORWARDEDHEADERS_ENABLED=true", "believes every caller")]
    public void A_proxy_setting_that_is_wrong_or_believes_everyone_stops_the_start(string setting, string sentence)
    {
        var refused = Assert.Throws<SettingException>(() => Portal.Build([.. Arguments(), setting]));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private string[] Arguments() =>
        [
            "--environment=Production",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            .. TestCertificate.Settings,
            "--Clamd:Off=true",
            "--Portal:BaseUrl=https://grants.example",
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            "--Pdf:Chromium=/none",
            "--Mail:Provider=smtp",
            "--Mail:Host=127.0.0.1",
            "--Mail:Port=1",
            "--Mail:UseTls=false",
        ];

    private HttpClient ClientOf(string scheme) =>
        new(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
                AllowAutoRedirect = false,
                UseCookies = false,
            }
        )
        {
            BaseAddress = new Uri(app.Urls.Single(url => url.StartsWith(scheme, StringComparison.Ordinal))),
        };

    public async Task DisposeAsync()
    {
        secure.Dispose();
        plain.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
    }
}
