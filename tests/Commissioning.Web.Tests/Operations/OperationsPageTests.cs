using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Operations;

public sealed class OperationsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task The_operations_page_shows_alerts_waiting_work_and_the_parts_of_the_portal()
    {
        await host.Services.GetRequiredService<Alerts>().RaiseAsync(AlertKind.BackupFailed, "Last night's backup could not be written.");
        while (host.Services.GetRequiredService<JobRuns>().All().All(run => run.Job != "Sending e-mail"))
            await Task.Yield(); // The first run starts asynchronously.
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        var people = await browser.OpenAsync(Links.Accounts.People);
        Assert.NotNull(people.Document.QuerySelector($"nav a[href='{Links.Operations.Index}']"));
        var page = await browser.OpenAsync(Links.Operations.Index);
        page.AssertSays("Last night's backup could not be written. Since");
        page.AssertSays("Sending e-mail");
        page.AssertSays(host.Database.Dialect.IsSqlite ? "SQLite" : "SQL Server");
        page.AssertSays("PDF files need the Chromium browser");
        page.AssertSays(
            host.Database.Dialect.IsSqlite
                ? "The portal makes none by itself (Backup__At is not set). Somebody must run the verb backup."
                : "SQL Server makes its own."
        );
    }

    [Fact]
    public async Task The_health_page_gives_one_word_to_anyone_and_the_details_to_an_administrator()
    {
        using var word = await HealthAsync(host.Visitor());
        Assert.Equal("Degraded", word.RootElement.GetProperty("status").GetString()); // There is no browser that prints.
        Assert.False(word.RootElement.TryGetProperty("checks", out _));

        using var lines = await HealthAsync(await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator)));
        var checks = lines.RootElement.GetProperty("checks");
        Assert.Equal("Healthy", checks.GetProperty("database").GetString());
        Assert.Equal("Healthy", checks.GetProperty("stored files").GetString());
        Assert.Equal("Healthy: None is set up", checks.GetProperty("virus scanner").GetString());
        Assert.StartsWith("Degraded: PDF files need", checks.GetProperty("printing").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Polls until every check has answered within its few seconds, which the first run may not on a busy machine.</summary>
    private static async Task<JsonDocument> HealthAsync(Browser browser)
    {
        for (var watch = Stopwatch.StartNew(); ; )
        {
            using var answer = await browser.GetAsync("/health/ready");
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.OK && !text.Contains("It has not answered", StringComparison.Ordinal))
                return JsonDocument.Parse(text);
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), text);
        }
    }

    [Fact]
    public async Task An_error_page_shows_the_reference_in_the_response_and_the_log()
    {
        using var answer = await host.Visitor().GetAsync("/no-such-page");
        var reference = Assert.Single(answer.Headers.GetValues("X-Correlation-Id"));
        Assert.Contains(
            $"tell us this reference: <span class=\"app-hash\">{reference}</span>",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }
}
