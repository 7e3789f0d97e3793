namespace Commissioning.Domain.Monitoring;

/// <summary>Spending on a budget line, in pence. Earlier: from previous returns. Spent: in this return's period.</summary>
public sealed record BudgetLineSpend(string Item, Money Budget, Money Earlier, Money? Spent, string? Explanation)
{
    public Money Total => Earlier + (Spent ?? Money.Zero);
}
