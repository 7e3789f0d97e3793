namespace Commissioning.Domain.Monitoring;

/// <summary>Spending on a budget line, in pence. Earlier: what the return before this one said. Spent: so far in all, now.</summary>
public sealed record BudgetLineSpend(string Item, Money Budget, Money Earlier, Money? Spent, string? Explanation)
{
    public Money Total => Spent ?? Money.Zero;

    /// <summary>In claims that were accepted, in pence.</summary>
    public Money Claimed { get; init; }
}
