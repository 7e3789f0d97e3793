namespace Commissioning.Platform.Email;

/// <summary>A message to one person. Subject is the record it is about, so that its fate can be shown beside that record.</summary>
public sealed record EmailMessage(string To, string Subject, string Text, Guid About)
{
    public string? Html { get; init; }

    /// <summary>A stored file to attach, if any.</summary>
    public Guid? AttachmentId { get; init; }
}
