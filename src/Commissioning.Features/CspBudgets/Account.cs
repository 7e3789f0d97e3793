using Commissioning.Domain.CspBudgets;

namespace Commissioning.Features.CspBudgets;

/// <summary>One account of a year.</summary>
public sealed record Account
{
    public required Guid Id { get; init; }
    public required string BudgetYear { get; init; }
    public required AccountKind Kind { get; init; }
    public Guid? AreaId { get; init; }
    public required string Name { get; init; }
}
