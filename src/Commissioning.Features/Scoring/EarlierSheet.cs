using Commissioning.Domain.Scoring;

namespace Commissioning.Features.Scoring;

/// <summary>A submitted version of a score sheet that no longer counts. It never changes.</summary>
public sealed record EarlierSheet
{
    public required Guid AssignmentId { get; init; }
    public required int Number { get; init; }
    public required string Assessor { get; init; }
    public required DateTime SubmittedAt { get; init; }

    /// <summary>In parts of a percentage point: <see cref="Domain.Funds.Round.ScoreUnit"/>.</summary>
    public required int Total { get; init; }
    public required SheetContent SheetJson { get; init; }
    public required string Reason { get; init; }
    public string? EndedBy { get; init; }
    public required DateTime EndedAt { get; init; }

    /// <summary>When it was put back, because a conflict of interest was declared by mistake.</summary>
    public DateTime? RestoredAt { get; init; }
}
