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
        if (
            await work.ScalarAsync<int>(
                "select count(*) from Letter where ApplicationId = @application and SubjectId = @subject and CorrectsId is null",
                row
            ) > 0
        )
            return;
        await work.ExecuteAsync(
            InsertSql,
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

    /// <summary>Adds a letter that corrects a sent one about the same subject, and takes its place.</summary>
    internal static async Task CorrectAsync(Work work, Actor actor, Guid letter, string correction, string? ownWords, bool withdraws) =>
        await work.ExecuteOneAsync(
            "insert into Letter (Id, BatchId, ApplicationId, Kind, SubjectId, State, CorrectsId, Correction, PersonalBy, OwnWords, Withdraws) select @Id, @batch, ApplicationId, Kind, SubjectId, 'Waiting', Id, @correction, @By, @ownWords, @withdraws from Letter where Id = @letter and State = 'Sent'",
            new
            {
                Id = Guid.CreateVersion7(),
                batch = await OpenBatchAsync(work, actor),
                letter,
                correction,
                By = actor.Id,
                ownWords,
                withdraws,
            }
        );

    /// <summary>Puts a letter about a decision in place of the one that waits to be sent, in the same batch; adds it if there is none.
    /// It is another letter, so that one being made at this moment with the earlier decision is not kept.</summary>
    public static async Task ReplaceAsync(Work work, Actor actor, Guid application, LetterKind kind, Guid decision)
    {
        var unsent = await work.FindOrDefaultAsync<UnsentLetter>(
            "select Id, BatchId from Letter where ApplicationId = @application and Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline') and State <> 'Sent'",
            new { application }
        );
        if (unsent is null)
        {
            await QueueAsync(work, actor, application, kind, decision);
            return;
        }
        await work.ExecuteOneAsync("delete from Letter where Id = @Id and State <> 'Sent'", unsent);
        await work.ExecuteAsync(
            InsertSql,
            new
            {
                Letter = Guid.CreateVersion7(),
                batch = unsent.BatchId,
                application,
                kind,
                subject = decision,
            }
        );
        work.Note($"Its letter is made again: {kind.Name()}");
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

    private const string InsertSql =
        "insert into Letter (Id, BatchId, ApplicationId, Kind, SubjectId, State) values (@Letter, @batch, @application, @kind, @subject, 'Waiting')";

    private sealed record UnsentLetter
    {
        public required Guid Id { get; init; }
        public required Guid BatchId { get; init; }
    }
}
