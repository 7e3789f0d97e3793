namespace Commissioning.Domain.Scoring;

/// <summary>One assessor and one application. A declared conflict of interest, or a recusal by the office, hides the application; its score
/// counts as missing, never as zero (R40).</summary>
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

    /// <summary>The assessor may neither read nor score it, nor be there when its score is agreed.</summary>
    public bool IsOut => Conflict is ConflictState.Declared or ConflictState.Recused;
}
