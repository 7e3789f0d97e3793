namespace Commissioning.Platform.Email;

/// <summary>A message to one person. About is the record it concerns, so that delivery can be shown with that record.</summary>
public sealed record EmailMessage(string To, string Subject, string Text, Guid About)
{
    /// <summary>What kind of message it is: a MessageKind, or a kind of letter.</summary>
    public string Kind { get; init; } = "Letter";
    public string? Html { get; init; }

    /// <summary>A stored file to attach, if any.</summary>
    public Guid? AttachmentId { get; init; }

    /// <summary>The attachment's file name, which says what it is; null: the stored file's own name.</summary>
    public string? AttachmentName { get; init; }
}
