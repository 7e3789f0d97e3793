namespace Commissioning.Domain.Scoring;

/// <summary>One assessor and one application. A declared conflict hides the application and counts as missing, never as nought (R40).</summary>
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
