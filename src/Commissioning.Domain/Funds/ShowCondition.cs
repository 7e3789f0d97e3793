namespace Commissioning.Domain.Funds;

/// <summary>A condition on an earlier answer. Question is that question's code, or "amount", "priority" or "zone" of the project.</summary>
public sealed record ShowCondition(string Question, ConditionTest Test, string Value = "");
