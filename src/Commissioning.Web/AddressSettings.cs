using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Commissioning.Web;

public static class AddressSettings
{
    private const string InDevelopment = "http://localhost:5080";

    /// <summary>In Development the portal picks its address unless one is configured.</summary>
    public static void Choose(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            return;
        var settings = builder.Configuration;
        var isChosen =
            settings["urls"] is { Length: > 0 }
            || settings["http_ports"] is { Length: > 0 }
            || settings["https_ports"] is { Length: > 0 }
            || settings.GetSection("Kestrel:Endpoints").Exists();
        if (!isChosen)
            builder.WebHost.UseUrls(InDevelopment);
        if (settings["Portal:BaseUrl"] is { Length: > 0 })
            return;
        var first =
            settings["urls"]?.Split(';')[0]
            ?? (settings["http_ports"] is { Length: > 0 } ports ? $"http://localhost:{ports.Split(';')[0]}" : null);
        // "*" and "+" mean every name of the machine; with port 0 the machine picks the port when it starts to listen.
        settings["Portal:BaseUrl"] =
            Uri.TryCreate(
                first?.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal),
                UriKind.Absolute,
                out var address
            )
            && address.Port > 0
                ? address.GetLeftPart(UriPartial.Authority)
                : InDevelopment;
    }

    /// <summary>Outside Development only requests for the portal's own host are answered, and those of a health check on the machine
    /// itself. AllowedHosts adds others.</summary>
    public static void AllowOwnHost(WebApplicationBuilder builder)
    {
        if (
            !builder.Environment.IsDevelopment()
            && Uri.TryCreate(builder.Configuration["Portal:BaseUrl"], UriKind.Absolute, out var address)
        )
            builder.Configuration["AllowedHosts"] = string.Join(
                ';',
                new[] { address.Host, "localhost", "127.0.0.1", "[::1]", builder.Configuration["AllowedHosts"] }.Where(host =>
                    host?.Length > 0
                )
            );
    }

    /// <summary>Why the web server could not listen, as a sentence that says what to configure; null for other failures.</summary>
    public static string? WhyCannotListen(Exception exception, IConfiguration settings)
    {
        var asked = settings["urls"] ?? settings["http_ports"] ?? settings["https_ports"] ?? "the address in Kestrel__Endpoints";
        const string another = "set ASPNETCORE_URLS to another address, such as ASPNETCORE_URLS=http://localhost:5081.";
        return exception switch
        {
            IOException { InnerException: AddressInUseException } =>
                $"{asked} is in use by another program. Stop that program, or {another}",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"The portal may not listen on {asked}: ports below 1024 are for the administrator. Use a higher one: {another}",
            SocketException or FormatException or IOException or InvalidOperationException =>
                $"The portal cannot listen on {asked}: {exception.Message.TrimEnd('.')}. Correct it, or {another}",
            _ => null,
        };
    }
}
