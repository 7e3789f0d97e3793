namespace Commissioning.Domain.Monitoring;

/// <summary>A budget line of a grant on its certificate, in pence.</summary>
public sealed record UseLine(string Item, Money Budget, Money Spent)
{
    /// <summary>Below zero where more than its budget was spent.</summary>
    public Money Left => Budget - Spent;
}
