namespace Commissioning.Domain.CspBudgets;

/// <summary>A sum inside a paper that does not add up.</summary>
/// <param name="Comes">What the paper's other figures come to; null for a percentage.</param>
public sealed record PaperSlip(string Place, string What, string Printed, Money? Amount, Money? Comes, string Sentence);
