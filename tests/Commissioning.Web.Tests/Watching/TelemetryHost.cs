using System.Collections.Concurrent;
using System.Text;
using Commissioning.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commissioning.Web.Tests.Watching;

/// <summary>A portal that sends its spans and metrics to the test's own receiver.</summary>
public sealed class TelemetryHost : PortalHost
{
    private readonly WebApplication receiver = Receive();
    private readonly ConcurrentQueue<byte[]> received;

    public TelemetryHost() => received = receiver.Services.GetRequiredService<ConcurrentQueue<byte[]>>();

    // Names and values are plain text within the messages, so they can be found without parsing the format.
    public string Received => string.Join('\n', received.Select(Encoding.UTF8.GetString));

    protected override string[] Settings => ["--Pdf:Chromium=/none", $"--Telemetry:Endpoint={receiver.Urls.Single()}"];

    private static WebApplication Receive()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ConcurrentQueue<byte[]>>();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(
            "/v1/{kind}",
            async (HttpRequest request, ConcurrentQueue<byte[]> queue) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                queue.Enqueue(body.ToArray());
                return Results.Ok();
            }
        );
        app.StartAsync().GetAwaiter().GetResult();
        return app;
    }
}
