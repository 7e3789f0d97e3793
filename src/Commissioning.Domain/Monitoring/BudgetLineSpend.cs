namespace Commissioning.Domain.Monitoring;

/// <summary>Spending on a line of the budget. Earlier: what returns before this one said; Spent: in this return's time.</summary>
public sealed record BudgetLineSpend(string Item, Money Budget, Money Earlier, Money? Spent, string? Explanation)
{
    public Money Total => Earlier + (Spent ?? Money.Zero);
}
