using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

public sealed record AgreedGateRow
{
    public required Guid ApplicationId { get; init; }
    public required Guid GateId { get; init; }
    public required bool Passed { get; init; }
    public string? Reason { get; init; }
}
