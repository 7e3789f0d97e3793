namespace Commissioning.Web.Watching;

/// <summary>The configuration section Telemetry: where traces and metrics go. Without an endpoint nothing is collected.</summary>
public sealed record TelemetryOptions
{
    /// <summary>The base address of an OTLP receiver that accepts http/protobuf, such as http://collector:4318.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Headers that the receiver needs, as name=value,name=value.</summary>
    public string Headers { get; init; } = "";
    public int IntervalSeconds { get; init; } = 60;

    public static TelemetryOptions From(IConfiguration settings)
    {
        var options = settings.GetSection("Telemetry").Get<TelemetryOptions>() ?? new();
        if (
            options.Endpoint.Length > 0
            && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        )
            throw new SettingException(
                $"Telemetry__Endpoint is \"{options.Endpoint}\". Set it to the address of an OTLP receiver, such as http://collector:4318, or leave it out."
            );
        if (options.IntervalSeconds < 1)
            throw new SettingException("Telemetry__IntervalSeconds is a number of seconds, 1 or more.");
        return options;
    }
}
