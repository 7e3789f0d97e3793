namespace Commissioning.Domain.Payments;

/// <summary>A part of an award with the day from which it may be paid.</summary>
public sealed record Instalment
{
    public Guid Id { get; init; }
    public required int Position { get; init; }
    public required Money Amount { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>Paid for what was spent already, claim by claim.</summary>
    public required bool InArrears { get; init; }

    /// <summary>What must have happened first, in words; null: nothing.</summary>
    public string? Condition { get; init; }
    public DateTime? MetAt { get; init; }
    public string? MetBy { get; init; }
    public int Version { get; init; }

    /// <summary>Requested, approved, with the bank or paid.</summary>
    public Money Claimed { get; init; }
    public Money Paid { get; init; }

    /// <summary>How many payments were ever requested for it.</summary>
    public int Payments { get; init; }

    public Money Left => Amount - Claimed;
    public bool Waits => Condition is not null && MetAt is null;
}
