namespace Commissioning.Domain.Funds;

/// <param name="Needed">Fields that every message of this kind must have.</param>
public sealed record MessageDefault(
    MessageKind Kind,
    string Title,
    string Subject,
    string Body,
    IReadOnlyList<MergeField> Fields,
    IReadOnlyList<string> Needed
)
{
    /// <summary>The end of every message of this kind, unless a fund's own text has its fields elsewhere.</summary>
    public string Ending { get; init; } = "";
}
