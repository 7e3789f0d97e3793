using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Testing;
using Commissioning.Web.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Web.Tests.Watching;

/// <summary>A portal as in production, over TLS, whose log lines are kept as the console would get them.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly Lines lines = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        app = Portal.Build(
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
            ],
            builder =>
            {
                builder.WebHost.ConfigureKestrel(kestrel =>
                    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TestCertificate.SelfSigned()))
                );
                builder.Logging.AddProvider(lines);
            }
        );
        Assert.Null(await Portal.WhyCannotServeAsync(app));
        await app.StartAsync();
        client = new(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
                AllowAutoRedirect = false,
            }
        )
        {
            BaseAddress = new Uri(app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal))),
        };
    }

    [Fact]
    public async Task A_record_that_is_not_found_is_one_line_of_the_log_without_a_stack_trace()
    {
        using (var lost = await client.GetAsync(new Uri(Links.Publishing.Round(Guid.NewGuid()), UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, lost.StatusCode);
        await app.StopAsync();
        var entry = JsonDocument
            .Parse(Assert.Single(lines.All, line => line.Contains("/grants/rounds/", StringComparison.Ordinal)))
            .RootElement;
        Assert.Equal(404, entry.GetProperty("Status").GetInt64());
        Assert.NotEqual("Error", Text(entry, "level"));
        Assert.DoesNotContain(lines.All, line => line.Contains("NotFoundException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_scanner_sends_is_refused_and_is_no_error_of_the_log()
    {
        const string trace = "1bf7651916cd43dd8448eb211c80319c";
        var garbage = string.Join(
            "; ",
            new[] { "form", "session", "notice", "device", "second-factor" }.Select(name => $"__Host-commissioning-{name}=x")
        );
        await SendAsync(HttpMethod.Get, Links.Accounts.SignIn, HttpStatusCode.OK, cookies: garbage);
        var token = await TokenAsync(Links.Accounts.SignIn);
        await SendAsync(HttpMethod.Post, Links.Accounts.SignIn, HttpStatusCode.BadRequest);
        await SendAsync(HttpMethod.Post, Links.Accounts.SignIn, HttpStatusCode.BadRequest, "__RequestVerificationToken=x", garbage);
        await SendAsync(
            HttpMethod.Post,
            Links.Accounts.SignIn,
            HttpStatusCode.BadRequest,
            "Email%00=%00&__RequestVerificationToken=" + token
        );
        await SendAsync(HttpMethod.Post, Links.Help, HttpStatusCode.MethodNotAllowed, "__RequestVerificationToken=" + token);
        await SendAsync(HttpMethod.Options, Links.Help, HttpStatusCode.MethodNotAllowed);
        await SendAsync(HttpMethod.Trace, Links.Publishing.Rounds, HttpStatusCode.MethodNotAllowed);
        await SendAsync(HttpMethod.Put, Links.Publishing.Rounds, HttpStatusCode.MethodNotAllowed);
        await SendAsync(HttpMethod.Get, "/.git/config", HttpStatusCode.NotFound);
        await app.StopAsync();
        var entries = lines
            .All.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => Text(entry, "correlation") == trace)
            .ToList();
        Assert.Equal(
            9,
            entries.Count(entry => entry.GetProperty("category").GetString()!.EndsWith(nameof(RequestLog), StringComparison.Ordinal))
        );
        Assert.DoesNotContain(entries, entry => Text(entry, "level") is "Error" or "Critical");

        async Task SendAsync(HttpMethod method, string path, HttpStatusCode expected, string? form = null, string? cookies = null)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
            if (cookies is not null)
                request.Headers.Add("Cookie", cookies);
            if (form is not null)
                request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode == expected, $"{method} {path} {form}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Who_is_refused_a_page_is_logged_by_id()
    {
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Role.PanelMember);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Accounts.People, UriKind.Relative));
        request.Headers.Add("Cookie", await Sessions.CookieAsync(app.Services, person));
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await app.StopAsync();
        var entry = JsonDocument.Parse(Assert.Single(lines.All, line => line.Contains("may not", StringComparison.Ordinal))).RootElement;
        Assert.Equal(
            (person.Id.ToString(), Links.Accounts.People, "Information"),
            (Text(entry, "Person"), Text(entry, "Route"), Text(entry, "level"))
        );
    }

    [Fact]
    public async Task Log_entries_contain_no_personal_data_and_one_correlation_id_for_each_request()
    {
        await PostAsync(Links.Accounts.SignIn, HttpStatusCode.Found, new() { ["Email"] = "zebedee.quixote@example.org" });
        await PostAsync(
            Links.Accounts.StaffSignIn,
            HttpStatusCode.BadRequest,
            new() { ["Email"] = "zebedee.quixote@example.org", ["Password"] = "a wrong hippopotamus" }
        );
        await PostAsync(
            Links.Accounts.StaffSignIn,
            HttpStatusCode.BadRequest,
            new() { ["Email"] = "'; drop table Zanzibar --", ["Password"] = "\u0000\uD83D\uDE00 zanzibar" }
        );
        await app.Services.GetRequiredService<OutboxSender>().SendDueAsync(); // Nothing listens there.
        using (var lost = await client.GetAsync(new Uri("/nowhere/Zebedee?typed=Quixote%20of%20LE1%209ZZ", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, lost.StatusCode);

        // An unexpected failure: a table is missing. The trace that another system began is kept.
        await app.Services.GetRequiredService<Db>().HousekeepAsync(work => work.ExecuteAsync("drop table RoundTally"));
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Links.Publishing.Rounds + "?typed=Zebedee", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        using var broken = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Equal(trace, Assert.Single(broken.Headers.GetValues("X-Correlation-Id")));
        Assert.True(broken.Headers.Contains("Content-Security-Policy"));
        Assert.Contains(trace, await broken.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.StopAsync();
        Assert.All(
            lines.All,
            line =>
                Assert.DoesNotContain(
                    new[] { "Zebedee", "Quixote", "@example", "xylophone", "hippopotamus", "zanzibar", "LE1 9ZZ" },
                    personal => line.Contains(personal, StringComparison.OrdinalIgnoreCase)
                )
        );
        var entries = lines.All.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Contains(
            entries,
            entry =>
                Text(entry, "Route") == "/sign-in/staff" && Text(entry, "Method") == "POST" && entry.GetProperty("Status").GetInt64() == 400
        );
        Assert.Contains(
            entries,
            entry => entry.GetProperty("message").GetString()!.Contains("was not sent: ServerUnavailable", StringComparison.Ordinal)
        );
        var ofBroken = entries.Where(entry => Text(entry, "correlation") == trace).ToList();
        Assert.Contains(
            ofBroken,
            entry =>
                Text(entry, "level") == "Error"
                && Text(entry, "exception") is { } text
                && text.StartsWith(
                    database.Dialect.IsSqlite ? "SqliteException (error 1)" : "SqlException (error ",
                    StringComparison.Ordinal
                )
        );
        Assert.Contains(
            ofBroken,
            entry => Text(entry, "Route") == Links.Publishing.Rounds && entry.GetProperty("Status").GetInt64() == 500
        );
        Assert.All(
            entries.Where(entry => entry.GetProperty("category").GetString()!.EndsWith(nameof(RequestLog), StringComparison.Ordinal)),
            entry => Assert.Equal(32, Text(entry, "correlation")!.Length)
        );
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<string> TokenAsync(string path)
    {
        using var document = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.QuerySelector("main input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
    }

    private async Task PostAsync(string path, HttpStatusCode expected, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = await TokenAsync(path);
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        Assert.Equal(expected, answer.StatusCode);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        database.Dispose();
    }

    /// <summary>Each entry as the portal's own formatter writes it.</summary>
    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> written = new();
        private readonly LogLine formatter = new(TimeProvider.System);

        public IReadOnlyList<string> All => [.. written];

        public ILogger CreateLogger(string categoryName) => new CollectingLogger(this, categoryName);

        public void Dispose() { }

        private sealed class CollectingLogger(Lines lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            )
            {
                using var writer = new StringWriter();
                lines.formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, writer);
                lines.written.Enqueue(writer.ToString());
            }
        }
    }
}
