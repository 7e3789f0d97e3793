using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Commissioning.Testing;

/// <summary>A minimal mail server (RFC 5321) on its own port, which plays one scenario at a time.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly X509Certificate2? certificate;
    private readonly bool offersToken;
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task serving;

    public SmtpPeer(SmtpBehaviour does, X509Certificate2? certificate = null, bool offersToken = false)
    {
        (Does, this.certificate, this.offersToken) = (does, certificate, offersToken);
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it does from the next thing that is said to it.</summary>
    public SmtpBehaviour Does { get; set; }

    /// <summary>Every e-mail whose end came, in order.</summary>
    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>The last e-mail as received; null when no end ever came.</summary>
    public string? Message => Messages.LastOrDefault();
    public ConcurrentQueue<string> Commands { get; } = [];
    public bool WasEncrypted { get; private set; }

    /// <summary>Completes when the server has reached the point where it hangs.</summary>
    public Task Hanging => hanging.Task;

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException) { }
        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var ended = client;
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException) { }
    }

    private async Task TalkAsync(Stream line)
    {
        var isEncrypted = false;
        if (Does == SmtpBehaviour.HangsAtOnce)
            await HangAsync();
        await SayAsync(line, Does == SmtpBehaviour.RefusesEverything ? "554 5.3.2 No service here" : "220 peer ESMTP");
        while (await ReadLineAsync(line) is { } said)
        {
            Commands.Enqueue(said);
            switch (said.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(
                        line,
                        "250-peer",
                        certificate is not null && !isEncrypted ? "250-STARTTLS" : "250-8BITMIME",
                        offersToken ? "250 AUTH XOAUTH2"
                            : isEncrypted ? "250 AUTH PLAIN LOGIN"
                            : "250 SIZE 50000000"
                    );
                    break;
                case "STARTTLS":
                    await SayAsync(line, "220 go on");
                    var encrypted = new SslStream(line);
                    await encrypted.AuthenticateAsServerAsync(
                        new SslServerAuthenticationOptions { ServerCertificate = certificate },
                        closing.Token
                    );
                    (line, isEncrypted, WasEncrypted) = (encrypted, true, true);
                    break;
                case "AUTH":
                    await SayAsync(line, "235 2.7.0 welcome");
                    break;
                case "MAIL":
                    await SayAsync(line, Does == SmtpBehaviour.RefusesTheSender ? "550 5.7.60 You may not send as this" : "250 2.1.0 yes");
                    break;
                case "RCPT":
                    if (Does == SmtpBehaviour.HangsAtTheRecipient)
                        await HangAsync();
                    await SayAsync(
                        line,
                        Does switch
                        {
                            SmtpBehaviour.RefusesTheRecipient => "550 5.1.1 No one of this name",
                            SmtpBehaviour.AsksToWait => "451 4.7.1 Come back in five minutes",
                            SmtpBehaviour.GoesAway => "421 4.3.2 Closing down",
                            _ => "250 2.1.5 yes",
                        }
                    );
                    break;
                case "DATA":
                    await SayAsync(line, "354 go on");
                    if (Does == SmtpBehaviour.DropsInTheMessage)
                    {
                        for (var i = 0; i < 12; i++)
                            await ReadLineAsync(line);
                        return;
                    }
                    var message = new StringBuilder();
                    while (await ReadLineAsync(line) is { } text && text != ".")
                        message.Append(text.StartsWith('.') ? text[1..] : text).Append("\r\n");
                    Messages.Enqueue(message.ToString());
                    if (Does == SmtpBehaviour.DropsAfterTheEnd)
                        return;
                    if (Does == SmtpBehaviour.HangsAfterTheEnd)
                        await HangAsync();
                    await SayAsync(
                        line,
                        Does == SmtpBehaviour.RefusesTheMessage ? "554 5.6.0 Not with this in it" : "250 2.0.0 queued as 4711"
                    );
                    break;
                case "QUIT":
                    await SayAsync(line, "221 goodbye");
                    return;
                default:
                    await SayAsync(line, "250 yes");
                    break;
            }
        }
    }

    private Task HangAsync()
    {
        hanging.TrySetResult();
        return Task.Delay(Timeout.Infinite, closing.Token);
    }

    private async Task SayAsync(Stream line, params string[] words) =>
        await line.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(words.Select(word => word + "\r\n"))), closing.Token);

    private async Task<string?> ReadLineAsync(Stream line)
    {
        var text = new List<byte>();
        var one = new byte[1];
        while (await line.ReadAsync(one, closing.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. text]).TrimEnd('\r');
            text.Add(one[0]);
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await serving; // It still asks the listener.
        listener.Stop();
        closing.Dispose();
    }
}
