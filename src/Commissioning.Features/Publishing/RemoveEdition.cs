using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>An edition that nobody outside has seen leaves no trace but in the trail.</summary>
public sealed class RemoveEdition(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.EditionRemoved,
            id,
            async work =>
            {
                var edition = await FigureEditions.FindAsync(work, id);
                if (EditionRules.WhyCannotRemove(edition.PublishedAt) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("delete from FigureEditionAward where EditionId = @id", new { id });
                await work.ExecuteOneAsync("delete from FigureEdition where Id = @id and Version = @Version", new { id, edition.Version });
                work.Note($"{edition.Title}: removed");
                return Result.Done;
            }
        );
}
