namespace Commissioning.Domain.Casework;

/// <summary>What becomes of an e-mail that came to the mailbox. Nothing is guessed: an e-mail belongs to a record only if it names an
/// e-mail of ours about it.</summary>
public static class ReceivedEmailRules
{
    /// <param name="isFinal">Of a mail server's report, whether nothing more is tried; null: it is no report.</param>
    /// <param name="isAutomatic">A program wrote it (RFC 3834).</param>
    /// <param name="isOurs">It names an e-mail that we sent.</param>
    /// <param name="hasRecord">That e-mail is about an application or an organisation.</param>
    public static ReceivedEmailKind KindOf(bool? isFinal, bool isAutomatic, bool isOurs, bool hasRecord) =>
        (isFinal, isAutomatic) switch
        {
            (true, _) => isOurs ? ReceivedEmailKind.Bounce : ReceivedEmailKind.Unplaced,
            (false, _) => ReceivedEmailKind.Delay,
            (_, true) => ReceivedEmailKind.AutoReply,
            _ => hasRecord ? ReceivedEmailKind.Reply : ReceivedEmailKind.Unplaced,
        };

    /// <summary>Whether an officer must read it. A bounce is a task of its own, about the e-mail that did not arrive.</summary>
    public static bool MustRead(ReceivedEmailKind kind) => kind is ReceivedEmailKind.Reply or ReceivedEmailKind.Unplaced;

    /// <summary>Null when an officer may still mark it as read.</summary>
    public static Refusal? WhyNotRead(bool mustRead, bool isRead) =>
        !mustRead ? new("Nobody needs to read this e-mail")
        : isRead ? new("Somebody has read this e-mail already")
        : null;

    /// <summary>Null when an officer may put it with an application.</summary>
    public static Refusal? WhyNotPlaced(ReceivedEmailKind kind, bool isPlaced, string? reference, bool exists) =>
        kind != ReceivedEmailKind.Unplaced || isPlaced ? new("This e-mail stands with a record already")
        : string.IsNullOrWhiteSpace(reference) ? new("Enter the reference of the application, such as CSF-26-R1-012", nameof(reference))
        : !exists ? new($"There is no application {reference.Trim()}. Check the reference.", nameof(reference))
        : null;
}
