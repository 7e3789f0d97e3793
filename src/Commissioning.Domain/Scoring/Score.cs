namespace Commissioning.Domain.Scoring;

/// <summary>An assessor's score for one criterion: on the criterion's scale, or null for blank, with the reason.</summary>
public sealed record Score(Guid CriterionId, int? Value, string Reason);
