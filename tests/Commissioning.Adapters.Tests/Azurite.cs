using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Commissioning.Testing;

namespace Commissioning.Adapters.Tests;

/// <summary>Azure's storage on this machine, from npm (tests/adapters-node), with its memory as its disk.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // The account and key that Azurite is published with; they open nothing else.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly string Script = Repository.File("tests", "adapters-node", "node_modules", "azurite", "dist", "src", "blob", "main.js");
    private Process? process;

    public static string? WhyNot => File.Exists(Script) ? null : "Azurite is not here: npm ci in tests/adapters-node";

    public int Port { get; private set; }

    public static string Connection(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};");

    public async Task InitializeAsync()
    {
        if (WhyNot is not null || !OverAttribute.IsFull) return;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Script, "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--blobHost", "127.0.0.1", "--blobPort", Port.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        // It says where it listens when it does.
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("successfully listen", StringComparison.OrdinalIgnoreCase)) { }
        process.BeginErrorReadLine();
    }

    public Task DisposeAsync()
    {
        if (process is { HasExited: false }) process.Kill(entireProcessTree: true);
        process?.Dispose();
        return Task.CompletedTask;
    }
}
