using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Rewrites offers that waited too long, with a new acceptance date.</summary>
public sealed class MakeLettersAgain(Db db)
{
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
        if (await work.ScalarAsync<int>("select count(*) from LetterBatch where Id = @batch and ReleasedAt is null", new { batch }) == 0)
            return new Refusal("These letters have been sent, so you cannot change them");
        var again = await work.ExecuteAsync(
            "update Letter set State = 'Waiting', DocumentJson = null, Sha256 = null, PdfFileId = null, MadeAt = null where BatchId = @batch and State = 'Made' and Kind in ('Award', 'PartAward')",
            new { batch }
        );
        work.Note($"{again} offers are made again");
        return Result.Done;
    }
}
