using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What every step of an edition does: asks its rule, writes it, and says it in the trail.</summary>
internal static class EditionSteps
{
    internal static Task<Result> ChangeAsync(
        Db db,
        Actor actor,
        Guid id,
        AuditAction action,
        Func<FigureEditions.Edition, Refusal?> whyNot,
        string sql,
        string what,
        string? reason = null,
        Func<Work, FigureEditions.Edition, Task<Refusal?>>? whyNotNow = null
    ) =>
        db.ChangeAsync(
            actor,
            action,
            id,
            async work =>
            {
                var edition = await FigureEditions.FindAsync(work, id);
                if ((whyNot(edition) ?? (whyNotNow is null ? null : await whyNotNow(work, edition))) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    sql,
                    new
                    {
                        id,
                        edition.Version,
                        By = actor.Id,
                        work.Now,
                        reason,
                    }
                );
                work.Note($"{edition.Title}: {what}");
                return Result.Done;
            }
        );
}
