using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An officer types a return in for its holder, who gave it on the telephone, in a photo diary or on paper. Another officer
/// reviews it.</summary>
public sealed class TakeReturn(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, EnteredHow? how, string? with, DateOnly on) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReturnTakenByOffice,
            id,
            async work =>
            {
                var view = await ReturnReader.GetAsync(work, id);
                if ((MonitoringRules.WhyCannotChange(view.Return.Status) ?? view.WhyNotOpen) is { } refusal)
                    return refusal;
                if (EnteredRules.WhyNot(how, with, on, LondonTime.DateOf(work.Now)) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteOneAsync(
                    "update MonitoringReturn set EnteredHow = @how, EnteredWith = @With, EnteredOn = @on, EnteredBy = @By, Version = Version + 1 where Id = @id and Status = 'Due'",
                    new
                    {
                        id,
                        how,
                        With = with!.Trim(),
                        on,
                        By = actor.Id,
                    }
                );
                work.Note(
                    new Changes()
                        .Add("Given", view.Return.EnteredHow?.ToString(), how.ToString())
                        .Add("By", view.Return.EnteredWith, with.Trim())
                        .Add("On", view.Return.EnteredOn, on)
                        .ToString()
                );
                return Result.Done;
            }
        );
}
