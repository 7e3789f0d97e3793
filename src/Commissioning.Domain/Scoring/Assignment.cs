using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>One marker and one bid. A declared conflict hides the bid and counts as missing, never as nought (R40).</summary>
public sealed record Assignment
{
    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid ScorerId { get; init; }
    public required int Position { get; init; }
    public required ConflictState Conflict { get; init; }
    public DateTime? SealedAt { get; init; }
    public required int Version { get; init; }
}
