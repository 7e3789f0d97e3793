namespace Commissioning.Features.Scoring;

/// <summary>An assessor's request about a submitted sheet, and its result.</summary>
public sealed record CorrectionRequest
{
    public required Guid Id { get; init; }
    public required Guid AssignmentId { get; init; }
    public required string Reason { get; init; }
    public required DateTime RequestedAt { get; init; }
    public bool? Granted { get; init; }
    public string? Answer { get; init; }
    public string? Assessor { get; init; }
    public string? Reference { get; init; }
}
