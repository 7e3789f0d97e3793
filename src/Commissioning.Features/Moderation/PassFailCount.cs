namespace Commissioning.Features.Moderation;

public sealed record PassFailCount
{
    public required Guid ApplicationId { get; init; }
    public required Guid PassFailCriterionId { get; init; }
    public required int Passed { get; init; }
    public required int Failed { get; init; }
}
