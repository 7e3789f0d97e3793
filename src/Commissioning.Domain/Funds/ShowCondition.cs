namespace Commissioning.Domain.Funds;

/// <summary>A condition on an earlier answer. Question is that question's code, or "amount", "priority" or "zone" of the project.</summary>
/// <param name="Or">It is enough that this one or the one before it is true.</param>
public sealed record ShowCondition(string Question, ConditionTest Test, string Value = "", bool Or = false);
