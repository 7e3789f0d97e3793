using Commissioning.Domain;

namespace Commissioning.Features.Moderation;

public sealed record AgreedScoreRow
{
    public required Guid ApplicationId { get; init; }
    public required Guid CriterionId { get; init; }
    public required long Numerator { get; init; }
    public required long Denominator { get; init; }
    public string? Reason { get; init; }
    public Fraction Score => new(Numerator, Denominator);
}
