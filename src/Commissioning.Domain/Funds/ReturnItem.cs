namespace Commissioning.Domain.Funds;

/// <summary>One thing that a form of returns asks. Words that are null are the ready ones of <see cref="ReturnForms"/>.</summary>
public sealed record ReturnItem
{
    public required ReturnItemKind Kind { get; init; }
    public string? Wording { get; init; }
    public string? Hint { get; init; }

    /// <summary>What the office does with the answer, told beside it.</summary>
    public string? UsedFor { get; init; }

    /// <summary>Figures of money and people are always needed.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Of the office's own question only.</summary>
    public Question? Question { get; init; }
}
