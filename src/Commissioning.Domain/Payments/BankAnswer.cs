namespace Commissioning.Domain.Payments;

/// <summary>A line of the bank's answer, as typed.</summary>
/// <param name="Line">Line number in the file, from 1.</param>
public sealed record BankAnswer(int Line, string Reference, string Amount, string Result, string Day, string Note);
