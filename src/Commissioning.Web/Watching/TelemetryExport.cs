using System.Diagnostics;
using System.Diagnostics.Metrics;
using Commissioning.Features.Operations;
using Commissioning.Platform.Watching;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Commissioning.Web.Watching;

/// <summary>Exports the framework's and the portal's own spans and metrics to an OTLP receiver, with gauges of waiting work.</summary>
public sealed class TelemetryExport(PortalVitals vitals, TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>The span attributes that are exported. The framework's others include the address, query and client, which are personal
    /// data.</summary>
    private static readonly HashSet<string> Allowed =
    [
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "url.scheme",
        "error.type",
        "db.system.name",
        "commissioning.action",
        "network.protocol.version",
    ];

    private readonly Meter gauges = new(Telemetry.Name);

    public static void Add(IServiceCollection services, TelemetryOptions options)
    {
        void Send(OtlpExporterOptions exporter, string path)
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = new Uri($"{options.Endpoint.TrimEnd('/')}/{path}");
            if (options.Headers.Length > 0)
                exporter.Headers = options.Headers;
        }

        services.AddHostedService<TelemetryExport>();
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.Clear().AddService("commissioning-portal", serviceVersion: Node.Version, serviceInstanceId: Node.Name)
            )
            .WithTracing(traces =>
                traces
                    .AddSource(Telemetry.Name)
                    .AddAspNetCoreInstrumentation(requests =>
                        requests.EnrichWithHttpResponse = (span, response) => RequestLog.Describe(span, response.HttpContext)
                    )
                    .AddProcessor(new Cleaner())
                    .AddOtlpExporter(exporter => Send(exporter, "v1/traces"))
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddMeter("System.Runtime", Telemetry.Name)
                    .AddOtlpExporter(
                        (exporter, reader) =>
                        {
                            Send(exporter, "v1/metrics");
                            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.IntervalSeconds * 1000;
                        }
                    )
            );
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        AddGauges();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => gauges.Dispose();

    private void AddGauges()
    {
        Gauge("commissioning.drafts", "{application}", "Applications begun and not sent", now => now.Drafts);
        Gauge("commissioning.outbox.waiting", "{email}", "E-mails waiting", now => now.EmailsWaiting);
        Gauge("commissioning.outbox.uncertain", "{email}", "E-mails that were perhaps sent", now => now.EmailsUncertain);
        Gauge("commissioning.outbox.failed", "{email}", "E-mails given up", now => now.EmailsFailed);
        Gauge("commissioning.outbox.age", "s", "Age of the oldest e-mail waiting", now => Age(now.OldestEmail));
        Gauge("commissioning.scan.waiting", "{file}", "Files waiting for the virus scanner", now => now.FilesAwaiting);
        Gauge("commissioning.scan.age", "s", "Age of the oldest file waiting for the virus scanner", now => Age(now.OldestFile));
        Gauge("commissioning.letters.waiting", "{letter}", "Letters to be made", now => now.LettersWaiting);
        Gauge("commissioning.alerts", "{alert}", "Open alerts", now => now.StandingAlerts);
    }

    /// <summary>All gauges share one database query; if it fails they report nothing, and the rest is exported.</summary>
    private void Gauge(string name, string unit, string description, Func<Vitals, long> value) =>
        gauges.CreateObservableGauge(
            name,
            () =>
                vitals.GetAsync().GetAwaiter().GetResult() is { } now
                    ? [new Measurement<long>(value(now))]
                    : Array.Empty<Measurement<long>>(),
            unit,
            description
        );

    private long Age(DateTime? since) => since is { } at ? Math.Max(0, (long)(clock.GetUtcNow().UtcDateTime - at).TotalSeconds) : 0;

    /// <summary>Removes all other attributes before a span is exported.</summary>
    private sealed class Cleaner : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var tag in data.TagObjects.Where(tag => !Allowed.Contains(tag.Key)).ToList())
                data.SetTag(tag.Key, null);
            data.TraceStateString = null;
        }
    }
}
