namespace Commissioning.Domain.Scoring;

/// <summary>Whether an assessor lets an application through a pass/fail criterion; null: not said yet.</summary>
public sealed record PassFailAnswer(Guid PassFailCriterionId, bool? Passed, string Reason);
