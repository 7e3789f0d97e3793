using Azure.Core;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Commissioning.Platform.Email;

/// <summary>Sends through a mail server with MailKit: over TLS, with a password or an OAuth 2 token, and with a result for each way it can
/// end.</summary>
/// <param name="identity">Obtains the token when Mail__OAuth is set.</param>
public sealed class SmtpTransport(MailOptions options, TimeProvider clock, TokenCredential? identity = null) : IMailTransport
{
    // Exchange Online's scope for SMTP with the token of an application that may send as the mailbox (SMTP.SendAsApp).
    private static readonly string[] Scopes = ["https://outlook.office365.com/.default"];

    private const string PerhapsSent =
        "The connection to the mail server ended before it confirmed this e-mail. It may or may not have been sent.";

    /// <summary>Seconds in which a server greets. One that hangs must not hold each e-mail for as long as a large one takes.</summary>
    private const int GreetingSeconds = 10;

    public bool IsRepeatable => false;

    public async Task<MailResult> SendAsync(OutgoingEmail email)
    {
        using var message = MimeMessages.From(email, options);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var greeting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        using var late = clock.CreateTimer(
            _ => greeting.Cancel(),
            null,
            TimeSpan.FromSeconds(Math.Min(GreetingSeconds, options.TimeoutSeconds)),
            Timeout.InfiniteTimeSpan
        );
        using var client = new SmtpClient { Timeout = Timeout.Infinite }; // The cancellation token ends it.
        if (options.Authority is { } authority)
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
                MailAuthority.IsTrusted(certificate, errors, authority);
        var begun = new Begun();
        try
        {
            var security =
                !options.UseTls ? SecureSocketOptions.None
                : options.Port == 465 ? SecureSocketOptions.SslOnConnect
                : SecureSocketOptions.StartTls;
            await client.ConnectAsync(options.Host, options.Port, security, greeting.Token);
            late.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (identity is not null)
                await client.AuthenticateAsync(
                    new SaslMechanismOAuth2(
                        options.User!,
                        (await identity.GetTokenAsync(new TokenRequestContext(Scopes), patience.Token)).Token
                    ),
                    patience.Token
                );
            else if (options.User is not null)
                await client.AuthenticateAsync(options.User, options.Password ?? "", patience.Token);
            // In one chunk, the end of the e-mail would be sent before the server has answered its start.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            var answer = await client.SendAsync(message, patience.Token, begun);
            // The server has accepted the e-mail, so an error while disconnecting does not matter.
            try
            {
                await client.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException) { }
            return new(MailOutcome.Accepted, answer);
        }
        catch (SmtpCommandException refused)
            when (refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted || begun.IsSo)
        {
            return MailResult.OfStatus((int)refused.StatusCode, refused.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (begun.IsSo)
                return new(MailOutcome.Unknown, PerhapsSent);
            return new(
                MailOutcome.ServerUnavailable,
                exception is OperationCanceledException or TimeoutException
                    ? $"The mail server {options.Host} did not answer for {(client.IsConnected || patience.IsCancellationRequested ? options.TimeoutSeconds : GreetingSeconds)} seconds."
                    : $"The mail server {options.Host} cannot be used: {exception.GetBaseException().Message}"
            );
        }
    }

    /// <summary>Records that the first bytes of the e-mail were sent; from then on only the server's answer decides the result.</summary>
    private sealed class Begun : ITransferProgress
    {
        public bool IsSo { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsSo = true;

        public void Report(long bytesTransferred) => IsSo = true;
    }
}
