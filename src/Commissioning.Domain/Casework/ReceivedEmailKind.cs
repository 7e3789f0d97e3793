namespace Commissioning.Domain.Casework;

/// <summary>What an e-mail is that came to the mailbox.</summary>
public enum ReceivedEmailKind
{
    /// <summary>A person's answer to an e-mail of ours about an application or an organisation.</summary>
    Reply,

    /// <summary>A program wrote it.</summary>
    AutoReply,

    /// <summary>A mail server could not deliver an e-mail of ours.</summary>
    Bounce,

    /// <summary>A mail server says that an e-mail of ours is late, or has arrived.</summary>
    Delay,

    /// <summary>Nobody knows where it belongs.</summary>
    Unplaced,
}
