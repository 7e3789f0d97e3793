using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area ends with a financial year, and no other takes its place.</summary>
public sealed class EndArea(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid area, DateOnly on) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreaEnded,
            area,
            async work =>
            {
                if (AreaRules.WhyNotAnEnd(on, nameof(on)) is { } early)
                    return early;
                var register = await AreaQueries.RegisterAsync(work);
                var ending = register.Find(area);
                if (register.WhyCannotEnd(ending, on.AddDays(1), nameof(on), nameof(on)) is { } refused)
                    return refused;
                await AreaEnd.WriteAsync(work, [ending], on.AddDays(1), null);
                work.Note($"{ending.Name} ends on {LondonTime.Date(on)}");
                return Result.Done;
            }
        );
}
