namespace Commissioning.Domain.Scoring;

/// <summary>An assessor's answer to one pass/fail criterion; null: not answered yet.</summary>
public sealed record PassFailAnswer(Guid PassFailCriterionId, bool? Passed, string Reason);
