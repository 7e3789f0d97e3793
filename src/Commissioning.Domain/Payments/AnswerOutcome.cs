namespace Commissioning.Domain.Payments;

/// <summary>What an item of the bank's file does. Changes: a payment changes. Known: nothing is new. Left: a person must look.</summary>
public enum AnswerOutcome
{
    Changes,
    Known,
    Left,
}
