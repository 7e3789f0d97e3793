namespace Commissioning.Platform.Email;

public sealed record MailOptions
{
    /// <summary>"pickup" (a folder) or "smtp" (a mail server).</summary>
    public string Provider { get; init; } = "pickup";
    public string Host { get; init; } = "";
    public int Port { get; init; } = 25;
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>"azure": sign in as User with a token from this machine's managed identity instead of a password.</summary>
    public string? OAuth { get; init; }

    /// <summary>STARTTLS, or TLS from the start on port 465. If false, nothing is encrypted.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>PEM file of the certificate authority of a mail server inside the office's network.</summary>
    public string? Authority { get; init; }
    public string From { get; init; } = "commissioning@opcc.example";

    /// <summary>The sender that an inbox shows, unless <see cref="From"/> has a name itself.</summary>
    public string FromName { get; init; } = "Commissioning team, Police and Crime Commissioner";

    /// <summary>Where answers go; null: to <see cref="From"/>.</summary>
    public string? ReplyTo { get; init; }
    public string PickupFolder { get; init; } = "data/mail";

    /// <summary>Seconds for one e-mail, from connecting to the server's final answer. Must be shorter than the outbox's lease.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>The server of the mailbox to which answers and bounces come. Empty: the portal reads no mailbox.</summary>
    public string ImapHost { get; init; } = "";
    public int ImapPort { get; init; } = 993;

    /// <summary>Null: <see cref="User"/>.</summary>
    public string? ImapUser { get; init; }

    /// <summary>Null: <see cref="Password"/>, or a token with <see cref="OAuth"/>.</summary>
    public string? ImapPassword { get; init; }

    /// <summary>TLS from the start on port 993, or STARTTLS. If false, nothing is encrypted.</summary>
    public bool ImapUseTls { get; init; } = true;
    public string ImapFolder { get; init; } = "INBOX";
}
