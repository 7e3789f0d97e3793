using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Commissioning.Platform.Email;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Commissioning.Adapters.Tests.Email;

/// <summary>Debian's Dovecot with its own configuration, port and mailboxes in a folder of its own, run as whoever runs the tests; it
/// refuses to run for root, so then as nobody.</summary>
public sealed class Dovecot : IAsyncLifetime
{
    private const string Program = "/usr/sbin/dovecot";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-dovecot").FullName;

    // Bound but never listening: this reserves the port for the server, which is told of it and listens on it too.
    private readonly Socket port = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private Process? process;

    public MailOptions Options(string mailbox) =>
        new()
        {
            From = "office@opcc.example",
            ReplyTo = "answers@opcc.example",
            ImapHost = "127.0.0.1",
            ImapPort = ((IPEndPoint)port.LocalEndPoint!).Port,
            ImapUser = mailbox,
            ImapPassword = "secret",
            ImapUseTls = false,
        };

    public async Task InitializeAsync()
    {
        if (!File.Exists(Program))
            throw new FileNotFoundException("Dovecot is not here: run apt-get install dovecot-imapd, as tests/run does", Program);
        port.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var number = ((IPEndPoint)port.LocalEndPoint!).Port;
        string[] person = await IdAsync("-u") == "0" ? ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
        var (user, group) = person.Length > 0 ? ("nobody", "nogroup") : (await IdAsync("-un"), await IdAsync("-gn"));
        var (userId, groupId) = person.Length > 0 ? ("65534", "65534") : (await IdAsync("-u"), await IdAsync("-g"));
        if (person.Length > 0 && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        var configuration = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(
            configuration,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                base_dir = {{folder}}/run
                state_dir = {{folder}}/state
                log_path = {{folder}}/log
                protocols = imap
                ssl = no
                disable_plaintext_auth = no
                listen = 127.0.0.1
                default_internal_user = {{user}}
                default_internal_group = {{group}}
                default_login_user = {{user}}
                first_valid_uid = 0
                first_valid_gid = 0
                mail_uid = {{userId}}
                mail_gid = {{groupId}}
                mail_location = maildir:{{folder}}/mail/%u
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = {{number}}
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                service stats {
                  chroot =
                }
                namespace inbox {
                  inbox = yes
                }
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid={{userId}} gid={{groupId}} home={{folder}}/home/%u
                }

                """
            )
        );
        process = Process.Start(
            new ProcessStartInfo("setpriv", [.. person, Program, "-F", "-c", configuration])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        for (var watch = Stopwatch.StartNew(); ; )
        {
            try
            {
                await new Mailbox(Options("ready")).ReadAsync(_ => Task.CompletedTask);
                return;
            }
            catch (Exception exception) when (exception is SocketException or IOException && watch.Elapsed < Patience && !process.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Puts e-mails into a mailbox byte for byte, where nobody has read them, as a mail server delivers into a maildir.</summary>
    public async Task DeliverAsync(string mailbox, params IEnumerable<byte[]> emails)
    {
        await CountAsync(mailbox); // Makes it.
        foreach (var email in emails)
            await File.WriteAllBytesAsync(Path.Combine(folder, "mail", mailbox, "new", $"{Guid.CreateVersion7():N}.test"), email);
    }

    /// <summary>The number of e-mails in a mailbox, and of those marked as seen.</summary>
    public Task<(int All, int Seen)> CountAsync(string mailbox) =>
        InAsync(mailbox, async inbox => (inbox.Count, (await inbox.SearchAsync(SearchQuery.Seen)).Count));

    private async Task<T> InAsync<T>(string mailbox, Func<IMailFolder, Task<T>> act)
    {
        var options = Options(mailbox);
        using var client = new ImapClient();
        await client.ConnectAsync(options.ImapHost, options.ImapPort, SecureSocketOptions.None);
        await client.AuthenticateAsync(options.ImapUser!, options.ImapPassword!);
        await client.Inbox!.OpenAsync(FolderAccess.ReadWrite);
        var result = await act(client.Inbox);
        await client.DisconnectAsync(quit: true);
        return result;
    }

    private static async Task<string> IdAsync(string what)
    {
        using var id = Process.Start(new ProcessStartInfo("id", [what]) { RedirectStandardOutput = true })!;
        return (await id.StandardOutput.ReadToEndAsync()).Trim();
    }

    public Task DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience);
        }
        process?.Dispose();
        port.Dispose();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}
