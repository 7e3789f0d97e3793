using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

public sealed record AgreedPassFailRow
{
    public required Guid ApplicationId { get; init; }
    public required Guid PassFailCriterionId { get; init; }
    public required bool Passed { get; init; }
    public string? Reason { get; init; }
}
