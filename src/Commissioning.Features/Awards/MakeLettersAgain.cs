using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Makes the letters of a batch again, of every kind, with the words approved by now and the data as they are.</summary>
public sealed class MakeLettersAgain(Db db)
{
    internal const string AgainSql =
        "update Letter set State = 'Waiting', DocumentJson = null, Sha256 = null, PdfFileId = null, MadeAt = null where State = 'Made'";

    public Task<Result> RunAsync(Actor actor, Guid batch) =>
        db.ChangeAsync(actor, AuditAction.LettersMadeAgain, batch, work => AgainAsync(work, batch));

    public Task<Result> RunRoundAsync(Actor actor, Guid round) =>
        db.ChangeAsync(
            actor,
            AuditAction.LettersMadeAgain,
            round,
            async work =>
                await work.FirstOrDefaultAsync<Guid?>(
                    "select Id from LetterBatch where RoundId = @round and ReleasedAt is null order by StartedAt desc, Id",
                    new { round }
                )
                    is { } batch
                    ? await AgainAsync(work, batch)
                    : new Refusal("The letters of this round have already been sent")
        );

    private static async Task<Result> AgainAsync(Work work, Guid batch)
    {
        if (
            await work.ExecuteAsync(
                "update LetterBatch set WordsAt = case when WordsAt is null then null else @Now end, SendAskedBy = null, SendNote = null where Id = @batch and ReleasedAt is null",
                new { batch, work.Now }
            ) == 0
        )
            return new Refusal("These letters have been sent. Correct one of them on its own page.");
        var again = await work.ExecuteAsync($"{AgainSql} and BatchId = @batch", new { batch });
        work.Note($"{LetterRules.Count(again)} to make again, with the words approved by {LondonTime.DateAndTime(work.Now)}");
        return Result.Done;
    }
}
