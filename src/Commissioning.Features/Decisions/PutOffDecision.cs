using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Puts the decision on a whole paper off until a day, and says what is asked for. The paper and everyone's worklist show it;
/// nothing is decided.</summary>
public sealed class PutOffDecision(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Guid paper, DateOnly? putOffUntil, string? putOffWhy) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionPutOff,
            round,
            async work =>
            {
                var view = await DecideRound.GetAsync(work, actor, round, paper);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (PutOffRules.WhyIncomplete(putOffUntil, putOffWhy, LondonTime.DateOf(work.Now)) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var before = await RoundPapers.OneAsync(work, paper);
                await work.ExecuteOneAsync(
                    "update Recommendation set PutOffUntil = @putOffUntil, PutOffWhy = @Why, PutOffBy = @By, PutOffAt = @Now where Id = @paper and WithdrawnAt is null",
                    new
                    {
                        paper,
                        putOffUntil,
                        Why = putOffWhy!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    new Changes()
                        .Add("Decide on", before.PutOffUntil, putOffUntil)
                        .Add("Waits for", before.PutOffWhy, putOffWhy.Trim())
                        .ToString()
                );
                return Result.Done;
            }
        );
}
