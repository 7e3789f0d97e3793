using Commissioning.Domain.Accounts;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Commissioning.Web.Tests.Watching;

public sealed class TelemetryTests(TelemetryHost host) : IClassFixture<TelemetryHost>
{
    [Fact]
    public async Task Telemetry_spans_and_metrics_are_exported_without_personal_data()
    {
        var person = await host.Scenario.PersonAsync(Role.Administrator);
        var browser = await host.AsAsync(person);
        await browser.OpenAsync(Links.Operations.Index + "?typed=Josephine.Doe%40example.org");
        await browser.OpenAsync(Links.Casework.Work); // On the same connection, so the span before it has ended.
        using (var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, "/Josephine-Doe-typed-this?typed=Josephine.Doe")))
        {
            request.Headers.UserAgent.ParseAdd("JosephinesBrowser/1.0");
            using var client = new HttpClient();
            using var answer = await client.SendAsync(request);
        }
        await host.Scenario.OrganisationAsync(person);
        // A flush does not wait for a batch that the exporter's own timer has begun to send; a shutdown does.
        host.Services.GetRequiredService<TracerProvider>().Shutdown();
        host.Services.GetRequiredService<MeterProvider>().Shutdown();

        var received = host.Received;
        foreach (
            var name in new[]
            {
                "commissioning.drafts",
                "commissioning.outbox.waiting",
                "commissioning.outbox.age",
                "commissioning.outbox.uncertain",
                "commissioning.outbox.failed",
                "commissioning.scan.waiting",
                "commissioning.scan.age",
                "commissioning.letters.waiting",
                "commissioning.alerts",
                "commissioning.changes",
                "OrganisationCreated",
                "http.server.request.duration",
                "kestrel.active_connections",
                "dotnet.process.memory.working_set",
                "commissioning-portal",
                "GET /operations",
                "db.system.name",
                host.Database.Dialect.Name,
            }
        )
            Assert.True(received.Contains(name, StringComparison.Ordinal), $"Nothing received holds {name}");
        // A long name: four letters may occur among the bytes of a trace id by chance.
        foreach (
            var personal in new[]
            {
                "Josephine",
                person.Name,
                "@test.example",
                "example.org",
                "client.address",
                "url.query",
                "user_agent",
                "url.path",
                "network.peer",
                "select ",
            }
        )
            Assert.False(
                received.Contains(personal, StringComparison.OrdinalIgnoreCase),
                $"What was sent holds {personal}: {Around(received, personal)}"
            );
    }

    private static string Around(string text, string found) =>
        text.IndexOf(found, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)]
            : "";
}
