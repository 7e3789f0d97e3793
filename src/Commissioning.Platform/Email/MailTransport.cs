namespace Commissioning.Platform.Email;

/// <summary>An e-mail ready to leave.</summary>
public sealed record OutgoingEmail(
    Guid Id,
    string To,
    string Subject,
    string Text,
    string? Html,
    string? AttachmentName,
    byte[]? Attachment
);

/// <summary>
/// What became of an e-mail that was handed over. Refused: the server will never take it for this person. TryLater: it will not now.
/// ServerTrouble: the server cannot be reached or takes no e-mail from us, whoever it is for. Unknown: it may have been taken.
/// NotHandedOver: it could not be made ready. OurTrouble: nor could it be, because something of the portal's own is away.
/// </summary>
public enum MailOutcome
{
    Accepted,
    Refused,
    TryLater,
    ServerTrouble,
    Unknown,
    NotHandedOver,
    OurTrouble,
}

/// <param name="Sentence">The server's own words, or what happened to it. May hold an address, so it is shown beside the e-mail and never logged.</param>
public sealed record MailResult(MailOutcome Outcome, string Sentence)
{
    /// <summary>By the first digit of an SMTP status (RFC 5321, 4.2.1): 4 is "not now", 5 is "never"; 421 is a server that goes away.</summary>
    public static MailResult OfStatus(int status, string sentence) =>
        new(
            status == 421 ? MailOutcome.ServerTrouble
                : status / 100 == 4 ? MailOutcome.TryLater
                : MailOutcome.Refused,
            sentence
        );
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
    /// <summary>pickup (a folder) or smtp (a mail server).</summary>
    public string Provider { get; init; } = "pickup";
    public string Host { get; init; } = "";
    public int Port { get; init; } = 25;
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>"azure": in place of a password, a token for User from this machine's managed identity.</summary>
    public string? OAuth { get; init; }

    /// <summary>STARTTLS, or TLS at once on port 465. Without it nothing is encrypted.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>A PEM file with the authority of a mail server inside the office's network.</summary>
    public string? Authority { get; init; }
    public string From { get; init; } = "commissioning@opcc.example";
    public string PickupFolder { get; init; } = "data/mail";

    /// <summary>For one e-mail from the connection to the server's last word. Shorter than the outbox's lease.</summary>
    public int TimeoutSeconds { get; init; } = 60;
}
