namespace Commissioning.Domain.Monitoring;

/// <summary>A budget line of a grant with what was spent on it so far in all, in pence.</summary>
public sealed record SpentLine(string Item, Money Budget, Money Spent, string? Reason)
{
    /// <summary>Below zero where more than its budget was spent.</summary>
    public Money Left => Budget - Spent;
}
