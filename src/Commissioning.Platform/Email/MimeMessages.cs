using System.Globalization;
using MimeKit;

namespace Commissioning.Platform.Email;

internal static class MimeMessages
{
    /// <summary>The MIME message: text, an HTML alternative, the letter attached, and an id by which a duplicate can be
    /// recognised.</summary>
    public static MimeMessage From(OutgoingEmail email, string sender)
    {
        var body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html };
        if (email.Attachment is not null)
            body.Attachments.Add(email.AttachmentName ?? "letter.pdf", email.Attachment, new ContentType("application", "pdf"));
        var from = MailboxAddress.Parse(sender);
        var message = new MimeMessage
        {
            Subject = email.Subject,
            Body = body.ToMessageBody(),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{email.Id:N}@{from.Domain}"),
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(email.To));
        return message;
    }
}
