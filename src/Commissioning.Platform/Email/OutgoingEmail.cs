namespace Commissioning.Platform.Email;

/// <summary>An e-mail ready to send.</summary>
public sealed record OutgoingEmail(
    Guid Id,
    string To,
    string Subject,
    string Text,
    string? Html,
    string? AttachmentName,
    byte[]? Attachment
);
