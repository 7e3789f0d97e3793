namespace Commissioning.Platform.Email;

internal static class Outbox
{
    public const string InsertSql = """
        insert into OutboxEmail (Id, Kind, ToAddress, Subject, TextBody, HtmlBody, AttachmentId, AttachmentName, SubjectId, State, CreatedAt, NextAttemptAt, Attempts)
        values (@Id, @Kind, @ToAddress, @Subject, @TextBody, @HtmlBody, @AttachmentId, @AttachmentName, @SubjectId, @State, @CreatedAt, @NextAttemptAt, 0)
        """;

    public static object Row(EmailMessage message, DateTime now) =>
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            ToAddress = message.To.ToLowerInvariant(),
            Subject = OneLine(message.Subject),
            TextBody = message.Text,
            HtmlBody = message.Html,
            message.Kind,
            message.AttachmentId,
            message.AttachmentName,
            SubjectId = message.About,
            State = EmailState.Waiting,
            CreatedAt = now,
            NextAttemptAt = now,
        };

    /// <summary>A subject may include typed names; a line break in one would start a new header.</summary>
    private static string OneLine(string subject)
    {
        var line = string.Join(' ', subject.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 300 ? line[..300] : line;
    }
}
