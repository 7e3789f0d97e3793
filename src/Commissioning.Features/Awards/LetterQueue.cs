using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Letters that are due singly. They are collected in the day's batch, and sent when a named person releases it.</summary>
public static class LetterQueue
{
    /// <summary>Adds a letter to the open batch, or a new one, in the change that makes it due. Each subject has one letter of a kind: a
    /// second is not added.</summary>
    /// <param name="subject">What it is about, as in Letter.SubjectId: the decision, the variation, the return, or the award that is
    /// closed.</param>
    public static async Task QueueAsync(Work work, Actor actor, Guid application, LetterKind kind, Guid subject)
    {
        var row = new
        {
            Letter = Guid.CreateVersion7(),
            application,
            kind,
            subject,
        };
        if (await work.ScalarAsync<int>("select count(*) from Letter where ApplicationId = @application and SubjectId = @subject", row) > 0)
            return;
        await work.ExecuteAsync(
            "insert into Letter (Id, BatchId, ApplicationId, Kind, SubjectId, State) values (@Letter, @batch, @application, @kind, @subject, 'Waiting')",
            new
            {
                row.Letter,
                batch = await OpenBatchAsync(work, actor),
                application,
                kind,
                subject,
            }
        );
    }

    private static async Task<Guid> OpenBatchAsync(Work work, Actor actor)
    {
        var open = await work.FirstOrDefaultAsync<Guid?>(
            "select Id from LetterBatch where RoundId is null and DecisionId is null and ReleasedAt is null order by StartedAt, Id",
            null
        );
        if (open is { } batch)
        {
            await work.ExecuteOneAsync("update LetterBatch set Letters = Letters + 1 where Id = @batch", new { batch });
            return batch;
        }
        var made = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into LetterBatch (Id, StartedBy, StartedAt, Letters) values (@made, @By, @Now, 1)",
            new
            {
                made,
                By = actor.Id,
                work.Now,
            }
        );
        return made;
    }
}
