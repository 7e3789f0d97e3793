using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Takes a published answer down. Its words stay in the audit trail.</summary>
public sealed class TakeDownAnswer(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid answer)
    {
        var round = (await db.ReadAsync(work => GuidanceQueries.AnswerAsync(work, answer))).RoundId;
        return await db.ChangeAsync(
            actor,
            AuditAction.AnswerTakenDown,
            round,
            async work =>
            {
                var before = await GuidanceQueries.AnswerAsync(work, answer);
                await work.ExecuteOneAsync(
                    "update PublicAnswer set RemovedAt = @Now, Version = Version + 1 where Id = @answer and RemovedAt is null",
                    new { answer, work.Now }
                );
                work.Note(new Changes().Add("Question", before.Question, null).Add("Answer", before.Answer, null).ToString());
                return Result.Done;
            }
        );
    }
}
