using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A publisher takes the grants of a past round down. Files that were released before, and those that other bodies prescribe, do
/// not change.</summary>
public sealed class TakeDownPastRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundTakenDown,
            id,
            async work =>
            {
                var round = await PastRounds.GetAsync(work, id);
                if (
                    await work.ExecuteAsync(
                        "update PastRound set PublishedBy = null, PublishedAt = null, Version = Version + 1 where Id = @id and PublishedAt is not null",
                        new { id }
                    ) == 0
                )
                    return new Refusal("The public does not read it");
                work.Note(round.FullName);
                return Result.Done;
            }
        );
}
