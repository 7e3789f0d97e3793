namespace Commissioning.Features.Moderation;

public sealed record AgreedPassFailRow
{
    public required Guid ApplicationId { get; init; }
    public required Guid PassFailCriterionId { get; init; }
    public required bool Passed { get; init; }
    public string? Reason { get; init; }
}
