using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Commissioning.Platform.Email;

/// <summary>An e-mail ready to leave.</summary>
public sealed record OutgoingEmail(Guid Id, string To, string Subject, string Text, string? Html, string? AttachmentName, byte[]? Attachment);

/// <summary>
/// The last yard of an e-mail: a mail server, or a folder. <see cref="IsRepeatable"/> says whether handing the same e-mail over
/// twice leaves one, which decides what a restart may do with one that was under way.
/// </summary>
public interface IMailTransport
{
    bool IsRepeatable { get; }
    Task SendAsync(OutgoingEmail email);
}

public sealed record MailOptions
{
    public string Provider { get; init; } = "pickup";
    public string Host { get; init; } = "";
    public int Port { get; init; } = 25;
    public string? User { get; init; }
    public string? Password { get; init; }
    public bool UseTls { get; init; } = true;
    public string From { get; init; } = "commissioning@opcc.example";
    public string PickupFolder { get; init; } = "data/mail";
}

/// <summary>Sends through a mail server with the framework's client.</summary>
public sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public bool IsRepeatable => false;

    public async Task SendAsync(OutgoingEmail email)
    {
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.UseTls };
        if (options.User is not null) client.Credentials = new System.Net.NetworkCredential(options.User, options.Password);
        using var message = MailMessages.From(email, options.From);
        await client.SendMailAsync(message);
    }
}

/// <summary>Writes each e-mail as an .eml file named by its id, so that writing it again leaves one.</summary>
public sealed class PickupTransport(MailOptions options) : IMailTransport
{
    public bool IsRepeatable => true;

    public async Task SendAsync(OutgoingEmail email)
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
        }
        finally { scratch.Delete(recursive: true); }
    }
}

internal static class MailMessages
{
    public static MailMessage From(OutgoingEmail email, string from)
    {
        var message = new MailMessage(from, email.To, email.Subject, email.Text) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        message.Headers.Add("Message-ID", $"<{email.Id:N}@{new MailAddress(from).Host}>");
        if (email.Html is not null) message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Html, Encoding.UTF8, "text/html"));
        if (email.Attachment is not null) message.Attachments.Add(new Attachment(new MemoryStream(email.Attachment), email.AttachmentName, "application/pdf"));
        return message;
    }
}
