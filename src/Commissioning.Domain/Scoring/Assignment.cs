namespace Commissioning.Domain.Scoring;

/// <summary>One assessor and one application. A declared conflict of interest hides the application; its score counts as missing, never as
/// zero (R40).</summary>
public sealed record Assignment
{
    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid AssessorId { get; init; }
    public required int Position { get; init; }
    public required ConflictState Conflict { get; init; }
    public DateTime? SubmittedAt { get; init; }
    public required int Version { get; init; }
}
