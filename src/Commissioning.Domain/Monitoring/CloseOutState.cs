namespace Commissioning.Domain.Monitoring;

/// <summary>The state of a close-out, from what is recorded.</summary>
public sealed record CloseOutState(
    Money ToReturn,
    DateTime? AgreedAt,
    string? ReuseFor,
    Money Reused,
    DateTime? ReuseAt,
    Money Received,
    DateTime? ClosedAt
)
{
    /// <summary>When the organisation said that the figures are wrong (UTC).</summary>
    public DateTime? DisputedAt { get; init; }

    /// <summary>Of <see cref="Reused"/>, what its accepted return says was spent. Null: it is not accepted yet.</summary>
    public Money? ReuseSpent { get; init; }

    /// <summary>Owed, and no longer asked for.</summary>
    public Money WrittenOff { get; init; }
    public Money Outstanding => ToReturn - (ReuseSpent ?? Reused) - Received - WrittenOff;
}
