using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Commissioning.Platform.Email;

/// <summary>An e-mail ready to leave.</summary>
public sealed record OutgoingEmail(Guid Id, string To, string Subject, string Text, string? Html, string? AttachmentName, byte[]? Attachment);

/// <summary>
/// What became of an e-mail that was handed over. Refused: the server will never take it for this person. TryLater: it will not now.
/// ServerTrouble: the server cannot be reached or takes no e-mail from us, whoever it is for. Unknown: it may have been taken.
/// NotHandedOver: it could not be made ready. OurTrouble: nor could it be, because something of the portal's own is away.
/// </summary>
public enum MailOutcome { Accepted, Refused, TryLater, ServerTrouble, Unknown, NotHandedOver, OurTrouble }

/// <param name="Sentence">The server's own words, or what happened to it. May hold an address, so it is shown beside the e-mail and never logged.</param>
public sealed record MailResult(MailOutcome Outcome, string Sentence)
{
    /// <summary>By the first digit of an SMTP status (RFC 5321, 4.2.1): 4 is "not now", 5 is "never"; 421 is a server that goes away.</summary>
    public static MailResult OfStatus(int status, string sentence) => new(status == 421 ? MailOutcome.ServerTrouble : status / 100 == 4 ? MailOutcome.TryLater : MailOutcome.Refused, sentence);
}

/// <summary>
/// The last yard of an e-mail: a mail server, or a folder. <see cref="IsRepeatable"/> says whether handing the same e-mail over
/// twice leaves one, which decides what a restart may do with one that was under way.
/// </summary>
public interface IMailTransport
{
    bool IsRepeatable { get; }
    Task<MailResult> SendAsync(OutgoingEmail email);
}

public sealed record MailOptions
{
    /// <summary>pickup, smtp or, in the full package set, mailkit.</summary>
    public string Provider { get; init; } = "pickup";
    public string Host { get; init; } = "";
    public int Port { get; init; } = 25;
    public string? User { get; init; }
    public string? Password { get; init; }
    /// <summary>"azure": in place of a password, a token for User from this machine's managed identity (mailkit only).</summary>
    public string? OAuth { get; init; }
    /// <summary>STARTTLS, or TLS at once on port 465 (mailkit only). Without it nothing is encrypted.</summary>
    public bool UseTls { get; init; } = true;
    /// <summary>A PEM file with the authority of a mail server inside the office's network (mailkit only).</summary>
    public string? Authority { get; init; }
    public string From { get; init; } = "commissioning@opcc.example";
    public string PickupFolder { get; init; } = "data/mail";
    /// <summary>For one e-mail from the connection to the server's last word. Shorter than the outbox's lease.</summary>
    public int TimeoutSeconds { get; init; } = 60;
}

/// <summary>
/// Sends through a mail server with the framework's client, which tells little of how far it came. The text is therefore in a stream that
/// notes when the client begins to read it: before that the server cannot have taken the e-mail, after that only its own answer says so.
/// </summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public bool IsRepeatable => false;

    public async Task<MailResult> SendAsync(OutgoingEmail email)
    {
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.UseTls };
        if (options.User is not null) client.Credentials = new System.Net.NetworkCredential(options.User, options.Password);
        using var message = MailMessages.From(email, options.From);
        using var text = new NotedStream(Encoding.UTF8.GetBytes(email.Text));
        message.Body = null;
        message.AlternateViews.Insert(0, new AlternateView(text, new ContentType("text/plain; charset=utf-8")) { TransferEncoding = TransferEncoding.QuotedPrintable });
        try
        {
            // A cancellation does not reach a connection that hangs in its first words, so the wait is ended here and the line cut below.
            await client.SendMailAsync(message).WaitAsync(TimeSpan.FromSeconds(options.TimeoutSeconds));
            return new(MailOutcome.Accepted, "");
        }
        catch (SmtpFailedRecipientException refused) { return MailResult.OfStatus((int)refused.StatusCode, refused.Message); }
        catch (SmtpException answered) when (answered.StatusCode != SmtpStatusCode.GeneralFailure)
        {
            // Before the text a "never" is about us, or the client does not say about whom; a "not now" is one at any time.
            return text.WasRead || (int)answered.StatusCode < 500 ? MailResult.OfStatus((int)answered.StatusCode, answered.Message) : new(MailOutcome.ServerTrouble, $"The mail server {options.Host} answered: {answered.Message}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            client.Dispose(); // before the look, so that nothing is read after it
            if (text.WasRead) return new(MailOutcome.Unknown, MailMessages.PerhapsSent);
            return new(MailOutcome.ServerTrouble, exception is TimeoutException ? $"The mail server {options.Host} did not answer for {options.TimeoutSeconds} seconds." : $"The mail server {options.Host} cannot be used: {exception.GetBaseException().Message}");
        }
    }

    private sealed class NotedStream(byte[] content) : MemoryStream(content)
    {
        public bool WasRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            WasRead = true;
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            WasRead = true;
            return base.Read(buffer);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            WasRead = true;
            return base.ReadAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}

/// <summary>Writes each e-mail as an .eml file named by its id, so that writing it again leaves one.</summary>
public sealed class PickupTransport(MailOptions options) : IMailTransport
{
    public bool IsRepeatable => true;

    public async Task<MailResult> SendAsync(OutgoingEmail email)
    {
        try { return await WriteAsync(email); }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SmtpException { InnerException: IOException or UnauthorizedAccessException }) { return new(MailOutcome.ServerTrouble, $"The folder for e-mails {options.PickupFolder} does not take them: {exception.GetBaseException().Message}"); }
    }

    private async Task<MailResult> WriteAsync(OutgoingEmail email)
    {
        Directory.CreateDirectory(options.PickupFolder);
        var target = Path.Combine(options.PickupFolder, email.Id.ToString("N", CultureInfo.InvariantCulture) + ".eml");
        var scratch = Directory.CreateTempSubdirectory("commissioning-mail");
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = scratch.FullName };
            using var message = MailMessages.From(email, options.From);
            await client.SendMailAsync(message);
            File.Move(scratch.GetFiles().Single().FullName, target, overwrite: true);
            return new(MailOutcome.Accepted, "");
        }
        finally { scratch.Delete(recursive: true); }
    }
}

internal static class MailMessages
{
    public const string PerhapsSent = "The connection to the mail server ended before it said whether it took this e-mail. It may or may not have been sent.";

    public static MailMessage From(OutgoingEmail email, string from)
    {
        var message = new MailMessage(from, email.To, email.Subject, email.Text) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        message.Headers.Add("Message-ID", $"<{email.Id:N}@{new MailAddress(from).Host}>");
        if (email.Html is not null) message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Html, Encoding.UTF8, "text/html"));
        if (email.Attachment is not null) message.Attachments.Add(new Attachment(new MemoryStream(email.Attachment), email.AttachmentName, "application/pdf"));
        return message;
    }
}
