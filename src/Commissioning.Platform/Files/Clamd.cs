using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Commissioning.Platform.Files;

/// <summary>A client for the ClamAV daemon, over TCP or its socket, with the INSTREAM command (clamd(8)): chunks with a length prefix, an
/// empty one last. No client library is available for it.</summary>
public sealed class Clamd(ClamdOptions options)
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public bool IsConfigured => options.IsConfigured;

    /// <inheritdoc cref="ClamdOptions.Off"/>
    public bool IsOff => options.Off;

    /// <summary>The name of the virus found; null when the content is clean.</summary>
    public async Task<string?> ScanAsync(byte[] content, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        string answer;
        try
        {
            answer = await AskAsync(content, patience.Token);
        }
        catch (Exception exception)
            when (exception is SocketException or IOException
                || (exception is OperationCanceledException && !stopping.IsCancellationRequested)
            )
        {
            throw new ScannerException($"The virus scanner at {options.Host} does not answer", exception);
        }
        if (answer == "stream: OK")
            return null;
        return answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal)
            ? answer["stream: ".Length..^" FOUND".Length]
            : throw new ScannerException($"The virus scanner answered: {answer}");
    }

    /// <summary>Whether the daemon answers within a few seconds; the caller is waiting.</summary>
    public async Task<bool> AnswersAsync()
    {
        using var patience = new CancellationTokenSource(Ping);
        try
        {
            using var socket = await ConnectAsync(patience.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("zPING\0"u8.ToArray(), patience.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return (await reader.ReadToEndAsync(patience.Token)).TrimEnd('\0', '\n') == "PONG";
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var isSocket = options.Host.StartsWith('/');
        var socket = isSocket
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isSocket)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(options.Host), cancellation);
            else
                await socket.ConnectAsync(options.Host, options.Port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<string> AskAsync(byte[] content, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(cancellation);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var length = new byte[4];
        for (var at = 0; at < content.Length; at += ChunkBytes)
        {
            var chunk = content.AsMemory(at, Math.Min(ChunkBytes, content.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, cancellation);
            await stream.WriteAsync(chunk, cancellation);
        }
        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await stream.WriteAsync(length, cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return (await reader.ReadToEndAsync(cancellation)).TrimEnd('\0', '\n');
    }
}
