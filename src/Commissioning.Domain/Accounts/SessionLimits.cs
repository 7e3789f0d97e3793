namespace Commissioning.Domain.Accounts;

/// <summary>How long a session may be idle, and how long it may last in all. Defaults, not OPCC policy.</summary>
public sealed record SessionLimits
{
    public TimeSpan StaffIdle { get; init; } = TimeSpan.FromHours(1);
    public TimeSpan StaffLongest { get; init; } = TimeSpan.FromHours(12);
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(8);
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(7);
}
