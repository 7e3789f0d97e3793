using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Removes a past round while nothing of it is brought in.</summary>
public sealed class RemovePastRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundRemoved,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                var round = await PastRounds.GetAsync(work, id);
                if (PastRoundWriting.WhyClosed(round) is { } closed)
                    return closed;
                await work.ExecuteAsync("delete from PastArea where PastRoundId = @id", new { id });
                await work.ExecuteAsync("delete from PastMatch where PastRoundId = @id", new { id });
                await work.ExecuteOneAsync("delete from PastRound where Id = @id", new { id });
                await ReadPastWorkbook.DeleteFileAsync(work, round.FileId);
                work.Note(round.FullName);
                return Result.Done;
            }
        );
}
