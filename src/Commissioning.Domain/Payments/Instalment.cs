namespace Commissioning.Domain.Payments;

/// <summary>A part of an award, and the day from which it may be paid.</summary>
public sealed record Instalment
{
    public Guid Id { get; init; }
    public required int Position { get; init; }
    public required Money Amount { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>Paid against spending already made, claim by claim.</summary>
    public required bool InArrears { get; init; }

    /// <summary>What must happen first, in words; null: nothing.</summary>
    public string? Condition { get; init; }
    public DateTime? MetAt { get; init; }
    public string? MetBy { get; init; }
    public int Version { get; init; }

    /// <summary>Amount requested, approved, with the bank or paid.</summary>
    public Money Claimed { get; init; }
    public Money Paid { get; init; }

    /// <summary>Number of payments ever requested for it.</summary>
    public int Payments { get; init; }

    public Money Left => Amount - Claimed;
    public bool Waits => Condition is not null && MetAt is null;
}
