namespace Commissioning.Domain.Funds;

/// <summary>Something about an earlier answer. Question is the earlier question's code, or "amount" or "priority" of the project itself.</summary>
public sealed record ShowCondition(string Question, ConditionTest Test, string Value = "");
