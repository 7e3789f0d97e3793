using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Commissioning.Web;

/// <summary>Which proxies are believed when they say who calls and by https: those in Proxy__Known and no others, since anybody who reaches
/// the portal's port could otherwise invent an address for each try.</summary>
internal static class ProxySettings
{
    public static void Apply(IServiceCollection services, IConfiguration settings, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && settings.GetValue("FORWARDEDHEADERS_ENABLED", false))
            throw new SettingException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes every caller. Leave it out, and set Proxy__Known to the address of your proxy, such as Proxy__Known=10.0.0.5"
            );
        var known = (settings["Proxy:Known"] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardedHeaders =
                known.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var text in known)
                if (IPAddress.TryParse(text, out var address))
                    options.KnownProxies.Add(address);
                else if (System.Net.IPNetwork.TryParse(text, out var network))
                    options.KnownIPNetworks.Add(network);
        });
        foreach (var text in known)
            if (!IPAddress.TryParse(text, out _) && !System.Net.IPNetwork.TryParse(text, out _))
                throw new SettingException(
                    $"Proxy__Known has \"{text}\". Set it to addresses or networks, such as 10.0.0.5 or 10.0.0.0/24."
                );
    }
}
