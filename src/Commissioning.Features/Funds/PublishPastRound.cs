using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A publisher decides for a past round as a whole that the public reads its grants, or takes them down. Files that were released
/// before, and those that other bodies prescribe, do not change.</summary>
public sealed class PublishPastRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundPublished,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                var round = await PastRounds.GetAsync(work, id);
                if (!round.IsBroughtIn)
                    return new Refusal("Nothing of this round is brought in");
                if (round.PublishedAt is not null)
                    return new Refusal($"{round.PublishedByName} has published it already");
                if (round.TotalFunded == 0)
                    return new Refusal("Nothing was funded, so there is no grant to publish");
                await work.ExecuteOneAsync(
                    "update PastRound set PublishedBy = @By, PublishedAt = @Now, Version = Version + 1 where Id = @id",
                    new
                    {
                        id,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{round.FullName}: {round.TotalFunded:N0} grants, {round.TotalAwarded}");
                return Result.Done;
            }
        );

    public Task<Result> TakeDownAsync(Actor actor, Guid id) =>
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
