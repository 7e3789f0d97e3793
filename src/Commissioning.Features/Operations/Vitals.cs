namespace Commissioning.Features.Operations;

/// <summary>Counts of waiting work in the whole portal.</summary>
public sealed record Vitals
{
    public required int Drafts { get; init; }
    public required int EmailsWaiting { get; init; }
    public required int EmailsOverdue { get; init; }
    public required int EmailsUncertain { get; init; }
    public required int EmailsFailed { get; init; }

    /// <summary>E-mails of the last week that may have been sent, or failed after many attempts; older ones are assumed to have been dealt
    /// with.</summary>
    public required int EmailsToDecide { get; init; }
    public DateTime? OldestEmail { get; init; }
    public required int FilesAwaiting { get; init; }
    public DateTime? OldestFile { get; init; }
    public required int LettersWaiting { get; init; }
    public required int StandingAlerts { get; init; }
}
