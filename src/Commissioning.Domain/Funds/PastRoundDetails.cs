namespace Commissioning.Domain.Funds;

/// <summary>What is known of a round that was over before the portal was used. Null or empty: not known.</summary>
public record PastRoundDetails
{
    public required string Name { get; init; }

    /// <summary>Such as 2023-24.</summary>
    public required string BudgetYear { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public Money? Pot { get; init; }

    /// <summary>Lower edges in per cent, highest first.</summary>
    public IReadOnlyList<int> Bands { get; init; } = [];

    /// <summary>In per cent.</summary>
    public Fraction? Threshold { get; init; }

    /// <summary>Whether its grants count towards the limit of minimal financial assistance (default, not OPCC policy: they do).</summary>
    public bool CountsAsSubsidy { get; init; } = true;
}
