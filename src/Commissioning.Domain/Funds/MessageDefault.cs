namespace Commissioning.Domain.Funds;

/// <param name="Needed">Fields that every message of this kind must have.</param>
public sealed record MessageDefault(
    MessageKind Kind,
    string Title,
    string Subject,
    string Body,
    IReadOnlyList<MergeField> Fields,
    IReadOnlyList<string> Needed
);
