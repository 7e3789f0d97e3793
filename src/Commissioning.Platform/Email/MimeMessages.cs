using System.Globalization;
using MimeKit;

namespace Commissioning.Platform.Email;

internal static class MimeMessages
{
    /// <summary>The MIME message: text, an HTML alternative, the letter attached, and an id by which a duplicate can be
    /// recognised.</summary>
    public static MimeMessage From(OutgoingEmail email, MailOptions options)
    {
        var body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html };
        if (email.Attachment is not null)
            body.Attachments.Add(email.AttachmentName ?? "letter.pdf", email.Attachment, new ContentType("application", "pdf"));
        var from = MailboxAddress.Parse(options.From);
        if (string.IsNullOrEmpty(from.Name))
            from.Name = options.FromName;
        var message = new MimeMessage
        {
            Subject = email.Subject,
            Body = body.ToMessageBody(),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{email.Id:N}@{from.Domain}"),
        };
        // RFC 3834: no out-of-office answers one of ours with another. The second is for Exchange.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.From.Add(from);
        if (options.ReplyTo is { } replyTo)
            message.ReplyTo.Add(
                options.ImapHost.Length == 0 ? MailboxAddress.Parse(replyTo) : Tagged(MailboxAddress.Parse(replyTo), email.Id)
            );
        message.To.Add(MailboxAddress.Parse(email.To));
        return message;
    }

    /// <summary>The address with the e-mail's id behind a plus (subaddressing, RFC 5233), by which an answer is recognised whose program
    /// leaves out the references. The id has 74 random bits, so only those who got the e-mail know it.</summary>
    private static MailboxAddress Tagged(MailboxAddress address, Guid email) =>
        new(address.Name, string.Create(CultureInfo.InvariantCulture, $"{address.LocalPart}{ReceivedMime.Tag}{email:N}@{address.Domain}"));
}
