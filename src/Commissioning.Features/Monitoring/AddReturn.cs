using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An officer asks for a return that the plan of the award does not have.</summary>
public sealed class AddReturn(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, DateOnly until, DateOnly dueOn, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReturnAdded,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (row.AcceptedAt is null || row.EndedAt is not null)
                    return new Refusal("You can add a return only while a grant is accepted and has not ended");
                if (until < row.StartsOn || until >= row.EndsOn)
                    return new Refusal(
                        $"Enter a day of the project: from {LondonTime.Date(row.StartsOn)}, and before it ends on {LondonTime.Date(row.EndsOn)}",
                        nameof(until)
                    );
                var returns = await ReturnReader.OfAwardAsync(work, award);
                if (
                    returns.LastOrDefault(one => one is { Kind: ReturnKind.Interim, FirstSentAt: not null } && one.PeriodTo >= until) is
                    { PeriodTo: { } reported }
                )
                    return new Refusal(
                        $"The time to {LondonTime.Date(reported)} is reported on already. Enter a later day.",
                        nameof(until)
                    );
                if (dueOn < until)
                    return new Refusal("A return cannot be due before the period it covers has ended", nameof(dueOn));
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(reason));
                if (
                    returns.FirstOrDefault(one => one.Kind == ReturnKind.Final) is { } last
                    && (last.DueOn < dueOn || last.Status is ReturnStatus.Submitted or ReturnStatus.Accepted)
                )
                    return new Refusal(
                        $"The final return {(last.Status is ReturnStatus.Due or ReturnStatus.Prepared ? $"is due on {LondonTime.Date(last.DueOn)}, and this one must come before it" : "is sent")}",
                        nameof(dueOn)
                    );
                var from = returns
                    .Where(one => one.PeriodTo < until)
                    .Select(one => one.PeriodTo!.Value.AddDays(1))
                    .DefaultIfEmpty(row.StartsOn)
                    .Max();
                await work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, PeriodFrom, PeriodTo, Irregular, Version) values (@Id, @award, @dueOn, 'Due', 'Interim', @from, @until, 1, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        dueOn,
                        from,
                        until,
                    }
                );
                // The next period starts where this one ends.
                if (returns.Where(one => one.PeriodTo > until).MinBy(one => one.PeriodTo) is { } next)
                    await work.ExecuteAsync(
                        "update MonitoringReturn set PeriodFrom = @From where Id = @Id and Status = 'Due'",
                        new { next.Id, From = until.AddDays(1) }
                    );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.ReturnAdded,
                    row.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["until"] = LondonTime.Date(until),
                        ["due"] = LondonTime.Date(dueOn),
                        ["reason"] = why,
                    },
                    Links.Awards.MyGrant(row.ApplicationId)
                );
                work.Note($"{row.Reference}: one more return up to {LondonTime.Date(until)}, due {LondonTime.Date(dueOn)}. {why}");
                return Result.Done;
            }
        );
}
