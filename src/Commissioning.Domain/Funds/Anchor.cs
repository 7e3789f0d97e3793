namespace Commissioning.Domain.Funds;

/// <summary>What one score means for a criterion, in words next to the box (R38).</summary>
public sealed record Anchor
{
    public required Guid CriterionId { get; init; }
    public required int Score { get; init; }
    public required string Wording { get; init; }

    /// <summary>The beginning of the wording, such as "Pass" or "Good evidence of local need", to stand beside a score: up to its first
    /// full stop, comma, colon or semicolon, and six words at most.</summary>
    public string FirstWords =>
        string.Join(' ', Wording.Split('.', ',', ':', ';')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6));
}
