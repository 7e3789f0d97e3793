using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An officer moves the day on which a return is due.</summary>
public sealed class MoveReturnDate(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Guid monitoringReturn, DateOnly dueOn, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReturnDateMoved,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                var found =
                    (await ReturnReader.OfAwardAsync(work, award)).FirstOrDefault(one => one.Id == monitoringReturn)
                    ?? throw new NotFoundException("No such return of this award");
                if (found.Status is ReturnStatus.Submitted or ReturnStatus.Accepted)
                    return new Refusal("This return has been sent, so you cannot change its due date");
                if (found.PutRightBy is not null && MonitoringRules.WhyNotPutRightBy(dueOn, LondonTime.DateOf(work.Now)) is { } wrong)
                    return wrong with { Field = nameof(dueOn) };
                if (dueOn < row.StartsOn)
                    return new Refusal(
                        $"The project starts on {LondonTime.Date(row.StartsOn)}, so no return can be due before that day",
                        nameof(dueOn)
                    );
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(reason));
                await work.ExecuteOneAsync(
                    found.PutRightBy is null
                        ? "update MonitoringReturn set FirstDueOn = coalesce(FirstDueOn, DueOn), DueOn = @dueOn, Irregular = 1 where Id = @monitoringReturn"
                        : "update MonitoringReturn set PutRightBy = @dueOn where Id = @monitoringReturn",
                    new { monitoringReturn, dueOn }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.ReturnDateMoved,
                    row.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["due"] = LondonTime.Date(dueOn),
                        ["before"] = LondonTime.Date(found.Deadline),
                        ["reason"] = why,
                    },
                    Links.Monitoring.Return(monitoringReturn)
                );
                work.Note(
                    $"{row.Reference}. {new Changes().Add(found.PutRightBy is null ? "Due on" : "To be put right by", found.Deadline, dueOn)}. {why}"
                );
                return Result.Done;
            }
        );
}
