namespace Commissioning.Domain.Scoring;

/// <summary>What an assessor gives one criterion: 0 to 5 points, or blank, and the reason.</summary>
public sealed record Score(Guid CriterionId, int? Value, string Reason);
