namespace Commissioning.Domain.Funds;

/// <summary>
/// A limit on an answer with the office's own sentence: on the figure of a number or an amount, the date, the words of a text, how many are
/// chosen, how many rows; or a pattern that the whole of a text must match.
/// </summary>
public sealed record AnswerRule(RuleKind Kind, string Value, string Message);
