using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Web;

namespace Commissioning.Testing;

/// <summary>The portal as a separate process over a test's database, to be killed like a power cut.</summary>
public sealed class PortalProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process process;

    private PortalProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }
    public int Id => process.Id;

    public static async Task<PortalProcess> StartAsync(TestDatabase database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(database).Prepend(typeof(Portal).Assembly.Location))
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        // The machine chooses the port and the portal reports it: a port found beforehand might be taken by now.
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                address.TrySetException(new InvalidOperationException("The portal ended before it listened"));
            else if (Regex.Match(line.Data, @"Now listening on: (http://127\.0\.0\.1:\d+)") is { Success: true } said)
                address.TrySetResult(new Uri(said.Groups[1].Value));
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await address.Task.WaitAsync(Patience));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>The cookie of a signed-in person, made with the keys in the same database.</summary>
    public static async Task<string> CookieAsync(TestDatabase database, Actor person)
    {
        await using var app = Portal.Build([.. Arguments(database)]);
        return await Sessions.CookieAsync(app.Services, person);
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it is no longer ready or no longer answers.</summary>
    public async Task AskToStopAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync();
        using var client = new HttpClient { BaseAddress = Address };
        for (var ready = true; ready; )
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                ready = answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                ready = false;
            }
        }
    }

    /// <summary>Waits until it has stopped; returns its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    private static IEnumerable<string> Arguments(TestDatabase database) =>
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            "--Portal:BaseUrl=http://localhost",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Error",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            "--Node:ShutdownSeconds=300",
        ];

    /// <summary>Waits until it is gone: what it still writes would prevent deleting the test's folder.</summary>
    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience);
        }
        process.Dispose();
    }

    public void Dispose() => End(process);
}
