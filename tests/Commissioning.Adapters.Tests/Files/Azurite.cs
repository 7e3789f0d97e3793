using System.Diagnostics;
using System.Globalization;
using Commissioning.Testing;

namespace Commissioning.Adapters.Tests.Files;

/// <summary>An Azure Storage emulator on this machine, from npm (tests/adapters-node), storing in memory.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // Azurite's published account and key; they give access to nothing else.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly string Script = Repository.File(
        "tests",
        "adapters-node",
        "node_modules",
        "azurite",
        "dist",
        "src",
        "blob",
        "main.js"
    );
    private Process? process;

    public int Port { get; private set; }

    public static string Connection(int port) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};"
        );

    public async Task InitializeAsync()
    {
        if (!File.Exists(Script))
            throw new FileNotFoundException("Azurite is not here: run npm ci --prefix tests/adapters-node, as tests/run does", Script);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in new[]
            {
                Script,
                "--inMemoryPersistence",
                "--silent",
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
            }
        )
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        // It chooses a free port and prints it.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("successfully listens on ", StringComparison.Ordinal))
                continue;
            Port = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]).Port;
            break;
        }
        _ = process.StandardOutput.ReadToEndAsync(); // Keep reading, so that the process never blocks on a full pipe.
        process.BeginErrorReadLine();
    }

    public Task DisposeAsync()
    {
        if (process is { HasExited: false })
            process.Kill(entireProcessTree: true);
        process?.Dispose();
        return Task.CompletedTask;
    }
}
