using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Throws a draft of a redacted copy away, with what was decided about it. The record that it copies stays, and so does an
/// approved copy.</summary>
public sealed class DiscardAnswer(Db db)
{
    /// <param name="version">The version that the person saw.</param>
    public Task<Result> RunAsync(Actor actor, Guid answer, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswerDiscarded,
            answer,
            async work =>
            {
                var copy = await FoiQueries.GetAsync(work, answer);
                if (
                    (
                        FoiRules.WhyFixed(copy.IsApproved)
                        ?? await AnswerFile.WhyNotCopyAsync(work, actor, copy)
                        ?? FoiRules.WhyChangedMeanwhile(version, copy.Version)
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteAsync("delete from FoiPassage where AnswerId = @answer", new { answer });
                await work.ExecuteOneAsync(
                    "delete from FoiAnswer where Id = @answer and State = 'Draft' and Version = @version",
                    new { answer, version }
                );
                // No name: the person may have asked for what is held about them. A later copy may have the number again.
                work.Note(
                    $"{copy.FileName}, made at {LondonTime.DateAndTime(copy.MadeAt)}: {copy.Removed} passages taken out, {copy.Kept} kept, {copy.Proposed} not decided"
                );
                return Result.Done;
            }
        );
}
