namespace Commissioning.Domain.Applications;

/// <summary>A budget line: what this grant pays for, and what other funders pay towards the same item.</summary>
public sealed record BudgetLine
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Item { get; init; }
    public required Money Requested { get; init; }
    public required Money OtherFunders { get; init; }
}
