namespace Commissioning.Domain.Applications;

/// <summary>A line of the budget: what this grant pays for, and what others pay towards the same thing.</summary>
public sealed record BudgetLine
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Item { get; init; }
    public required Money Requested { get; init; }
    public required Money OtherFunders { get; init; }
}
