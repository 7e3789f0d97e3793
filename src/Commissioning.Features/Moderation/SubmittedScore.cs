namespace Commissioning.Features.Moderation;

public sealed record SubmittedScore
{
    public required Guid ApplicationId { get; init; }
    public required Guid AssessorId { get; init; }
    public required Guid CriterionId { get; init; }
    public required int Value { get; init; }
    public required string Reason { get; init; }
}
