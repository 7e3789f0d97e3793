using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Commissioning.Platform.Files;

namespace Commissioning.Testing;

/// <summary>Debian's clamd with one signature of our own: the EICAR test string anywhere in a file. The public signatures are not reachable
/// from every network, and are not what is tested.</summary>
public sealed class ClamDaemon : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-clamd").FullName;

    // Bound but never listening: this reserves the port for the daemon, which is told of it and listens on it too.
    private readonly Socket port = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Process process;

    public ClamDaemon()
    {
        Directory.CreateDirectory(Path.Combine(folder, "signatures"));
        File.WriteAllText(Path.Combine(folder, "signatures", "own.ndb"), $"Own.Eicar:0:*:{Convert.ToHexStringLower(Eicar)}\n");
        Options = new() { Host = Path.Combine(folder, "clamd.sock") };
        port.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Tcp = new() { Host = "127.0.0.1", Port = ((IPEndPoint)port.LocalEndPoint!).Port };
        var configuration = Path.Combine(folder, "clamd.conf");
        File.WriteAllText(
            configuration,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Foreground yes\nDatabaseDirectory {Path.Combine(folder, "signatures")}\nLocalSocket {Options.Host}\nTCPSocket {Tcp.Port}\nTCPAddr 127.0.0.1\nTemporaryDirectory {folder}\nMaxThreads 2\n"
            )
        );
        process =
            Process.Start(
                new ProcessStartInfo("/usr/sbin/clamd", ["--config-file", configuration])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            ) ?? throw new InvalidOperationException("clamd did not start");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Connects through its socket.</summary>
    public ClamdOptions Options { get; }
    public ClamdOptions Tcp { get; }
    public int Id => process.Id;

    /// <summary>The harmless string with which every scanner is tested (eicar.org), assembled here so that no file of ours contains
    /// it.</summary>
    public static byte[] Eicar =>
        Encoding.ASCII.GetBytes(string.Concat(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*"));

    /// <summary>Polls until the daemon has read its signatures and answers.</summary>
    public async Task ReadyAsync()
    {
        for (var watch = Stopwatch.StartNew(); ; )
        {
            try
            {
                await new Clamd(Options).ScanAsync("ready?"u8.ToArray(), CancellationToken.None);
                return;
            }
            catch (ScannerException) when (watch.Elapsed < Patience && !process.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience); // It may be writing in the folder.
        }
        process.Dispose();
        port.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
