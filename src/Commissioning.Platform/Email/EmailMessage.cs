namespace Commissioning.Platform.Email;

/// <summary>A message to one person. About is the record it concerns, so that delivery can be shown with that record.</summary>
public sealed record EmailMessage(string To, string Subject, string Text, Guid About)
{
    public string? Html { get; init; }

    /// <summary>A stored file to attach, if any.</summary>
    public Guid? AttachmentId { get; init; }
}
