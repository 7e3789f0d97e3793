using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Returns and visits of one award, for the office: due dates may be moved and returns added, whatever the schedule
/// says.</summary>
public sealed class AwardMonitoring(Db db, Office office, TimeProvider clock)
{
    public sealed record Visit
    {
        public required Guid Id { get; init; }
        public required DateOnly VisitedOn { get; init; }
        public required string Who { get; init; }
        public required bool ByCommissioner { get; init; }
        public required string Notes { get; init; }
        public required string RecordedBy { get; init; }
    }

    public sealed record AwardMonitoringPage(
        AwardReader.AwardRow Award,
        IReadOnlyList<ReturnReader.ReturnHeader> Returns,
        IReadOnlyList<Visit> Visits,
        DateOnly Today
    );

    public Task<AwardMonitoringPage> GetAsync(Guid award) =>
        db.ReadAsync(async work => new AwardMonitoringPage(
            await AwardReader.FindAsync(work, award),
            await ReturnReader.OfAwardAsync(work, award),
            await work.QueryAsync<Visit>(
                "select v.Id, v.VisitedOn, v.Who, v.ByCommissioner, v.Notes, p.DisplayName as RecordedBy from Visit v join Person p on p.Id = v.RecordedBy where v.AwardId = @award order by v.VisitedOn, v.Id",
                new { award }
            ),
            clock.Today()
        ));

    public Task<Result> MoveAsync(Actor actor, Guid award, Guid monitoringReturn, DateOnly dueOn, string? reason) =>
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
                if (dueOn < row.StartsOn)
                    return new Refusal(
                        $"The project starts on {LondonTime.Date(row.StartsOn)}, so no return can be due before that day",
                        nameof(dueOn)
                    );
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(reason));
                await work.ExecuteOneAsync(
                    "update MonitoringReturn set DueOn = @dueOn, Irregular = 1 where Id = @monitoringReturn",
                    new { monitoringReturn, dueOn }
                );
                await work.EmailAsync(
                    new(
                        row.ContactEmail,
                        $"A new date for your return {row.Reference}",
                        $"The return for {row.ProjectName} is due on {LondonTime.Date(dueOn)} instead of {LondonTime.Date(found.DueOn)}. {why}\n\n{office.LinkTo(Links.Monitoring.Return(monitoringReturn))}\n\n{office.FunderName}",
                        row.ApplicationId
                    )
                );
                work.Note($"{row.Reference}. {new Changes().Add("Due on", found.DueOn, dueOn)}. {why}");
                return Result.Done;
            }
        );

    public Task<Result> AddAsync(Actor actor, Guid award, DateOnly until, DateOnly dueOn, string? reason) =>
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
                if (dueOn < until)
                    return new Refusal("A return cannot be due before the period it covers has ended", nameof(dueOn));
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(reason));
                var returns = await ReturnReader.OfAwardAsync(work, award);
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
                await work.EmailAsync(
                    new(
                        row.ContactEmail,
                        $"Another return for {row.Reference}",
                        $"We need a return for {row.ProjectName} up to {LondonTime.Date(until)}, due on {LondonTime.Date(dueOn)}. {why}\n\n{office.LinkTo(Links.Awards.MyGrant(row.ApplicationId))}\n\n{office.FunderName}",
                        row.ApplicationId
                    )
                );
                work.Note($"{row.Reference}: one more return up to {LondonTime.Date(until)}, due {LondonTime.Date(dueOn)}. {why}");
                return Result.Done;
            }
        );

    public Task<Result> RecordVisitAsync(Actor actor, Guid award, DateOnly visitedOn, string? who, bool byCommissioner, string? notes) =>
        db.ChangeAsync(
            actor,
            AuditAction.VisitRecorded,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (visitedOn > LondonTime.DateOf(work.Now))
                    return new Refusal("Enter a day that is not in the future", nameof(visitedOn));
                if (row.OfferedAt is not { } offered || visitedOn < LondonTime.DateOf(offered))
                    return new Refusal("Enter a day after the grant was offered", nameof(visitedOn));
                if (who?.Trim() is not { Length: > 0 and <= 200 } people)
                    return new Refusal("Say who visited, in up to 200 characters", nameof(who));
                if (notes?.Trim() is not { Length: > 0 and <= 10_000 } text)
                    return new Refusal("Say what you saw, in up to 10,000 characters", nameof(notes));
                await work.ExecuteAsync(
                    "insert into Visit (Id, AwardId, VisitedOn, Who, ByCommissioner, Notes, RecordedBy, RecordedAt) values (@Id, @award, @visitedOn, @people, @byCommissioner, @text, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        visitedOn,
                        people,
                        byCommissioner,
                        text,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{row.Reference}: {people} on {LondonTime.Date(visitedOn)}");
                return Result.Done;
            }
        );
}
