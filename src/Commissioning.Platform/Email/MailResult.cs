namespace Commissioning.Platform.Email;

/// <param name="Sentence">The server's own words, or what failed. May hold an address, so it is shown with the e-mail but never
/// logged.</param>
public sealed record MailResult(MailOutcome Outcome, string Sentence)
{
    /// <summary>By the first digit of an SMTP reply (RFC 5321, 4.2.1): 4 is temporary, 5 permanent; 421 means the server is closing the
    /// connection.</summary>
    public static MailResult OfStatus(int status, string sentence) =>
        new(
            status == 421 ? MailOutcome.ServerUnavailable
                : status / 100 == 4 ? MailOutcome.TryLater
                : MailOutcome.Refused,
            sentence
        );
}
