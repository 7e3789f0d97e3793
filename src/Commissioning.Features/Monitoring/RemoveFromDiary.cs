using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An entry of the diary was wrong, and goes.</summary>
public sealed class RemoveFromDiary(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, Guid entry) =>
        db.ChangeAsync(
            actor,
            AuditAction.DiaryEntryRemoved,
            id,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, id);
                if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal)
                    return refusal;
                if (view.Diary.FirstOrDefault(one => one.Id == entry) is not { } gone)
                    return new Refusal("This entry was removed already");
                if (view.Before?.SubmittedAt is { } sent && gone.AddedAt <= sent)
                    return new Refusal("You sent a return after you added this, so it stays. Tell us in this return if it was wrong.");
                await work.ExecuteAsync("delete from DiaryEntry where Id = @entry", new { entry });
                work.Note(
                    $"{LondonTime.Date(gone.HappenedOn)}: {(gone.Amount is { } sum ? sum.ToString() : $"{gone.Came} people")} removed"
                );
                return Result.Done;
            }
        );
}
