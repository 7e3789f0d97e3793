using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The office records that a breach of which it gave notice was put right.</summary>
public sealed class RecordPutRight(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid change, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.BreachPutRight,
            change,
            async work =>
            {
                var row = await VariationQueries.FindAsync(work, change);
                if (VariationRules.WhyNotPutRight(row.Kind, row.State, row.PutRightAt) is { } refusal)
                    return refusal;
                if (note?.Trim() is not { Length: > 0 and <= 1000 } what)
                    return new Refusal("Say what was done, in up to 1,000 characters", "putRightNote");
                await work.ExecuteOneAsync(
                    "update Variation set PutRightAt = @Now, PutRightBy = @By, PutRightNote = @what, Version = Version + 1 where Id = @change and Version = @Version",
                    new
                    {
                        change,
                        row.Version,
                        work.Now,
                        By = actor.Id,
                        what,
                    }
                );
                work.Note(what);
                return Result.Done;
            }
        );
}
