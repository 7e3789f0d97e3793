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
    public Money Outstanding => ToReturn - Reused - Received;
}
