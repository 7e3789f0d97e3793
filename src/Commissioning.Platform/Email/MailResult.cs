namespace Commissioning.Platform.Email;

/// <param name="Sentence">The server's own words, or what happened to it. May hold an address, so it is shown beside the e-mail and never logged.</param>
public sealed record MailResult(MailOutcome Outcome, string Sentence)
{
    /// <summary>By the first digit of an SMTP status (RFC 5321, 4.2.1): 4 is "not now", 5 is "never"; 421 is a server that goes away.</summary>
    public static MailResult OfStatus(int status, string sentence) =>
        new(
            status == 421 ? MailOutcome.ServerUnavailable
                : status / 100 == 4 ? MailOutcome.TryLater
                : MailOutcome.Refused,
            sentence
        );
}
