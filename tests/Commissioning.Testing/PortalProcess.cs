using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Commissioning.Domain;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Testing;

/// <summary>The portal as a process of its own over a test's database, to be killed as a power cut would.</summary>
public sealed class PortalProcess : IDisposable
{
    private readonly Process process;

    private PortalProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }
    public int Id => process.Id;

    public static async Task<PortalProcess> StartAsync(TestDatabase database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(database, address.ToString()).Prepend(typeof(Portal).Assembly.Location)) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
                return new(process, address);
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited) { await Task.Yield(); }
        }
    }

    /// <summary>The cookie of somebody signed in, made with the keys in the same database.</summary>
    public static async Task<string> CookieAsync(TestDatabase database, Actor person)
    {
        await using var app = Portal.Build([.. Arguments(database, "http://127.0.0.1:0")]);
        return await Sessions.CookieAsync(app.Services, person);
    }


    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    private static IEnumerable<string> Arguments(TestDatabase database, string url) =>
    [
        $"--urls={url}", "--environment=Development", $"--contentRoot={Repository.File("src", "Commissioning.Web")}", .. database.Arguments,
        $"--Files:Root={Path.Combine(database.Folder, "files")}", $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}", "--Demonstration:Load=false", "--Logging:LogLevel:Default=Error",
    ];

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
