using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area is added.</summary>
public sealed class AddArea(Db db)
{
    public Task<Result> RunAsync(Actor actor, string? name, string? onsCode, DateOnly from) =>
        NewArea.AddAsync(db, actor, AuditAction.CspAreaAdded, name, onsCode, from, []);
}
