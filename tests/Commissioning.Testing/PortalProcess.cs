using System.Diagnostics;
using System.Globalization;
using System.Text;
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

    /// <param name="more">Settings after the usual ones, which they replace.</param>
    /// <param name="said">Told each line that it prints. Null: nobody reads it.</param>
    /// <param name="machine">The clock of the machine that it is on. Null: this one's.</param>
    /// <exception cref="InvalidOperationException">It did not start, and said why.</exception>
    public static async Task<PortalProcess> StartAsync(
        TestDatabase database,
        IReadOnlyList<string>? more = null,
        Action<string>? said = null,
        WrongClock? machine = null
    )
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        machine?.Set(start);
        foreach (var argument in Arguments(database).Prepend(typeof(Portal).Assembly.Location).Concat(more ?? []))
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        // The machine chooses the port and the portal reports it: a port found beforehand might be taken by now.
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = new StringBuilder();
        process.ErrorDataReceived += (_, line) => refused.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _ = RefuseAsync();
            else if (Regex.Match(line.Data, @"Now listening on: (http://127\.0\.0\.1:\d+)") is { Success: true } listening)
                address.TrySetResult(new Uri(listening.Groups[1].Value));
            if (line.Data is not null)
                said?.Invoke(line.Data);
        };
        async Task RefuseAsync()
        {
            await process.WaitForExitAsync(); // Until the other stream is read to its end as well.
            address.TrySetException(new InvalidOperationException($"The portal ended before it listened. {refused}"));
        }
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
        await SignalAsync(process.Id, "TERM");
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

    /// <summary>Stops it in the middle of whatever it does, like a virtual machine that is suspended.</summary>
    public Task PauseAsync() => SignalAsync(process.Id, "STOP");

    public Task GoOnAsync() => SignalAsync(process.Id, "CONT");

    /// <param name="signal">Such as "STOP".</param>
    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Kills its browsers, like a system that runs out of memory; returns how many there were.</summary>
    public int KillBrowsers()
    {
        var browsers = Process
            .GetProcesses()
            .Where(other => other.ProcessName.StartsWith("chrom", StringComparison.Ordinal) && IsMine(other.Id))
            .ToList();
        foreach (var browser in browsers)
            browser.Kill(entireProcessTree: true);
        return browsers.Count;
    }

    /// <summary>Whether this process started the other one, or what started that.</summary>
    private bool IsMine(int other)
    {
        for (; other > 1 && other != Id; other = ParentOf(other)) { }
        return other == Id;
    }

    /// <summary>From proc(5): the second field after the name, which may hold anything. 0: it has just ended.</summary>
    private static int ParentOf(int id)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
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
