using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Web;

namespace Commissioning.Testing;

/// <summary>The portal as a process of its own over a test's database, to be killed as a power cut would.</summary>
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
        // The machine chooses the port and the portal says which: one that was looked for beforehand could be another's by now.
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

    /// <summary>The cookie of somebody signed in, made with the keys in the same database.</summary>
    public static async Task<string> CookieAsync(TestDatabase database, Actor person)
    {
        await using var app = Portal.Build([.. Arguments(database)]);
        return await Sessions.CookieAsync(app.Services, person);
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has heard: it is no longer ready, or answers no more.</summary>
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

    /// <summary>Waits until it has stopped; its exit code.</summary>
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
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Error",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            "--Node:ShutdownSeconds=300",
        ];

    /// <summary>Until it is gone: what it still wrote would be in the way when the test's folder is deleted.</summary>
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
