using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>The holder of a grant notes who came on a day, as it happens.</summary>
public sealed class AddDiaryPeople(Db db)
{
    /// <param name="again">It is another evening of a day that has one.</param>
    public Task<Result> RunAsync(Actor actor, Guid id, DateOnly on, int? came, int? first, string? note, bool again = false) =>
        db.ChangeAsync(
            actor,
            AuditAction.DiaryPeopleAdded,
            id,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, id);
                if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal)
                    return refusal;
                var (starts, ends) = (view.Return.ProjectStarts, view.Return.ProjectEnds);
                if (DiaryRules.WhyNotPeople(on, came, first, note, starts, ends, LondonTime.DateOf(work.Now)) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                if (!again && DiaryRules.WhyAgain(on, view.Diary) is { } same)
                    return same;
                await work.ExecuteAsync(
                    "insert into DiaryEntry (Id, AwardId, HappenedOn, Came, CameFirst, Note, AddedBy, AddedAt) values (@Id, @AwardId, @on, @came, @first, @Note, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        view.Return.AwardId,
                        on,
                        came,
                        first,
                        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{LondonTime.Date(on)}: {came} came, {first} for the first time");
                return Result.Done;
            }
        );
}
