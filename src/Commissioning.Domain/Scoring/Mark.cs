using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>What a marker gives one criterion: 0 to 5 points, or blank, and the reason.</summary>
public sealed record Mark(Guid CriterionId, int? Points, string Reason);
