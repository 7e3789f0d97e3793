namespace Commissioning.Domain.Funds;

/// <param name="Needed">Fields without which the message would be of no use.</param>
public sealed record MessageDefault(
    MessageKind Kind,
    string Title,
    string Subject,
    string Body,
    IReadOnlyList<MergeField> Fields,
    IReadOnlyList<string> Needed
);
