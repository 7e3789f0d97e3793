using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A publisher decides for a past round as a whole that the public reads its grants. Files that were released before, and those
/// that other bodies prescribe, do not change.</summary>
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
}
