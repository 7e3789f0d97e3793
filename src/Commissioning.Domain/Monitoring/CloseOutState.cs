namespace Commissioning.Domain.Monitoring;

/// <summary>Where a close-out is, by what was recorded of it.</summary>
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
