namespace Commissioning.Domain.CspBudgets;

/// <summary>Something other than a posting that names an area.</summary>
public sealed record AreaRecord
{
    public required Guid AreaId { get; init; }

    /// <summary>Null for what belongs to no year.</summary>
    public string? BudgetYear { get; init; }

    /// <summary>As in a sentence: "a project".</summary>
    public required string What { get; init; }

    /// <summary>A request that was decided, which no longer needs the area's account.</summary>
    public required bool IsOver { get; init; }
}
