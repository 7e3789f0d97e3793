using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Throws a draft of a redacted copy away, with what was decided about it. The record that it copies stays, and so does an
/// approved copy.</summary>
public sealed class DiscardAnswer(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswerDiscarded,
            answer,
            async work =>
            {
                var copy = await FoiQueries.GetAsync(work, answer);
                if ((FoiRules.WhyFixed(copy.IsApproved) ?? await AnswerFile.WhyNotCopyAsync(work, actor, copy)) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("delete from FoiPassage where AnswerId = @answer", new { answer });
                await work.ExecuteOneAsync(
                    "delete from FoiAnswer where Id = @answer and State = 'Draft' and Version = @Version",
                    new { answer, copy.Version }
                );
                // No name: the person may have asked for what is held about them.
                work.Note($"{copy.FileName}: {copy.Removed} passages taken out, {copy.Kept} kept, {copy.Proposed} not decided");
                return Result.Done;
            }
        );
}
