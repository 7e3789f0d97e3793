namespace Commissioning.Domain.Publishing;

/// <summary>What published grants can be filtered by, each in the order in which it is shown.</summary>
/// <param name="BudgetYears">The newest first.</param>
public sealed record GrantChoices(
    IReadOnlyList<string> BudgetYears,
    IReadOnlyList<string> Funds,
    IReadOnlyList<string> Areas,
    IReadOnlyList<string> Priorities
);
