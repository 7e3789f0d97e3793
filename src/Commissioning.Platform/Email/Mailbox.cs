using Azure.Core;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Commissioning.Platform.Email;

/// <summary>The mailbox to which answers and bounces come, read over IMAP. An e-mail that is stored is marked as seen; nothing is ever
/// deleted. One that was stored before a node died comes again, and whoever keeps it must know it.</summary>
/// <param name="identity">Obtains the token when Mail__OAuth is set.</param>
public sealed class Mailbox(MailOptions options, TokenCredential? identity = null)
{
    private static readonly string[] Scopes = ["https://outlook.office365.com/.default"];
    private const int Together = 100;

    /// <summary>Failures in a row after which it is not the e-mails that are at fault.</summary>
    private const int MostFailures = 3;

    public bool IsConfigured => options.ImapHost.Length > 0;

    /// <summary>Reads what is not marked as seen, the oldest first.</summary>
    /// <param name="keep">Stores one. It is marked as seen when this returns. One that cannot be stored delays no other and comes
    /// again.</param>
    /// <returns>The number of e-mails stored.</returns>
    public async Task<int> ReadAsync(Func<ReceivedMail, Task> keep, CancellationToken stopping = default)
    {
        using var client = new ImapClient { Timeout = options.TimeoutSeconds * 1000 };
        if (options.Authority is { } authority)
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
                MailAuthority.IsTrusted(certificate, errors, authority);
        var folder = await OpenAsync(client, stopping);
        var unseen = (await folder.SearchAsync(SearchQuery.NotSeen, stopping)).OrderBy(id => id.Id).ToList();
        var (kept, inARow, failures) = (0, 0, new List<Exception>());
        foreach (var some in unseen.Chunk(Together))
        {
            foreach (var summary in await folder.FetchAsync(some, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, stopping))
            {
                stopping.ThrowIfCancellationRequested();
                try
                {
                    await keep(await FetchAsync(folder, summary, stopping));
                    await folder.AddFlagsAsync(summary.UniqueId, MessageFlags.Seen, silent: true, stopping);
                    kept++;
                    inARow = 0;
                }
                catch (Exception exception)
                    when (exception is not (OutOfMemoryException or OperationCanceledException) && client.IsConnected)
                {
                    failures.Add(exception);
                    if (++inARow == MostFailures)
                        throw;
                }
            }
        }
        await client.DisconnectAsync(quit: true, stopping);
        return failures.Count == 0 ? kept : throw new AggregateException(failures);
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken stopping)
    {
        await client.ConnectAsync(
            options.ImapHost,
            options.ImapPort,
            !options.ImapUseTls ? SecureSocketOptions.None
                : options.ImapPort == 993 ? SecureSocketOptions.SslOnConnect
                : SecureSocketOptions.StartTls,
            stopping
        );
        var user = options.ImapUser ?? options.User ?? "";
        if (identity is not null && options.ImapPassword is null)
            await client.AuthenticateAsync(
                new SaslMechanismOAuth2(user, (await identity.GetTokenAsync(new TokenRequestContext(Scopes), stopping)).Token),
                stopping
            );
        else
            await client.AuthenticateAsync(user, options.ImapPassword ?? options.Password ?? "", stopping);
        var folder = await client.GetFolderAsync(options.ImapFolder, stopping);
        await folder.OpenAsync(FolderAccess.ReadWrite, stopping);
        return folder;
    }

    private static async Task<ReceivedMail> FetchAsync(IMailFolder folder, IMessageSummary summary, CancellationToken stopping)
    {
        var isWhole = summary.Size is not > ReceivedMime.MostBytes;
        await using var stream = isWhole
            ? await folder.GetStreamAsync(summary.UniqueId, stopping)
            : await folder.GetStreamAsync(summary.UniqueId, "HEADER", stopping);
        using var raw = new MemoryStream();
        await stream.CopyToAsync(raw, stopping);
        return ReceivedMime.Read(raw.ToArray(), isWhole);
    }
}
