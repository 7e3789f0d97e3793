using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Ends areas the day before and starts a new one. Only at the start of a financial year in which they have no budgets
/// yet.</summary>
public sealed class MergeAreas(Db db)
{
    public Task<Result> RunAsync(Actor actor, IReadOnlyList<Guid> areas, string? name, string? onsCode, DateOnly from) =>
        areas.Count < 2
            ? Task.FromResult<Result>(new Refusal("Choose two or more areas to merge", nameof(areas)))
            : NewArea.AddAsync(db, actor, AuditAction.CspAreasMerged, name, onsCode, from, areas);
}
