using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Letters that are not a round's: they wait in the batch of the day until a named person releases it.</summary>
internal static class DayLetters
{
    public static async Task QueueAsync(Work work, Actor actor, Guid application, LetterKind kind, Guid subject)
    {
        if (await work.FirstOrDefaultAsync<Guid?>("select Id from LetterBatch where DecisionId is null and ReleasedAt is null order by StartedAt") is not { } batch)
        {
            batch = Guid.CreateVersion7();
            await work.ExecuteAsync("insert into LetterBatch (Id, StartedBy, StartedAt, Letters) values (@batch, @By, @Now, 0)", new { batch, By = actor.Id, work.Now });
        }
        await work.ExecuteOneAsync("update LetterBatch set Letters = Letters + 1 where Id = @batch and ReleasedAt is null", new { batch });
        await work.ExecuteAsync("insert into Letter (Id, BatchId, ApplicationId, Kind, SubjectId, State) values (@Id, @batch, @application, @kind, @subject, 'Waiting')", new { Id = Guid.CreateVersion7(), batch, application, kind, subject });
    }
}
