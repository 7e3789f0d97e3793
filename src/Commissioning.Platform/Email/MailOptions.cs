namespace Commissioning.Platform.Email;

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
