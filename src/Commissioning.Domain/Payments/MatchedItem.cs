namespace Commissioning.Domain.Payments;

/// <param name="Payments">Those that it changes, or that know it already; a batch has all of its payment run.</param>
/// <param name="Sentence">What happens, or why a person must look.</param>
public sealed record MatchedItem(AnswerItem Item, AnswerOutcome Outcome, IReadOnlyList<AnsweredPayment> Payments, string Sentence);
