namespace Commissioning.Features.Operations;

/// <summary>How much waits where, in the whole portal.</summary>
public sealed record Vitals
{
    public required int Drafts { get; init; }
    public required int EmailsWaiting { get; init; }
    public required int EmailsOverdue { get; init; }
    public required int EmailsUncertain { get; init; }
    public required int EmailsFailed { get; init; }

    /// <summary>Perhaps sent, or not sent after many tries, in the last week; older ones somebody has seen.</summary>
    public required int EmailsToDecide { get; init; }
    public DateTime? OldestEmail { get; init; }
    public required int FilesAwaiting { get; init; }
    public DateTime? OldestFile { get; init; }
    public required int LettersWaiting { get; init; }
    public required int StandingAlerts { get; init; }
}
