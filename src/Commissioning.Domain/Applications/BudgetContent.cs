namespace Commissioning.Domain.Applications;

/// <summary>The budget section of an application. A draft may have no amount.</summary>
public sealed record BudgetContent(Money? AmountRequested, IReadOnlyList<BudgetLine> Lines);
