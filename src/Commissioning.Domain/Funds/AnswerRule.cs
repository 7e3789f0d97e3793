namespace Commissioning.Domain.Funds;

/// <summary>A limit on an answer, with the office's own message: on the value of a number or amount, the date, the words of a text, how
/// many are chosen, how many rows; or a pattern that the whole text must match.</summary>
public sealed record AnswerRule(RuleKind Kind, string Value, string Message);
