using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A visit to a funded project is planned, or its day is changed.</summary>
public sealed class PlanVisit(Db db)
{
    public sealed record Command(DateOnly PlannedOn, string? Who, string? Reason);

    /// <param name="visit">The planned visit that changes; null: a new one.</param>
    /// <returns>The visit.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid award, Command command, Guid? visit = null) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.VisitPlanned,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (row.OfferedAt is null)
                    return new Refusal("This grant is not offered yet");
                if (VisitRules.WhyCannotPlan(command.PlannedOn, command.Who, command.Reason, LondonTime.DateOf(work.Now)) is { } refusal)
                    return refusal;
                var before = visit is { } planned
                    ? (await AwardMonitoringQueries.VisitsAsync(work, award)).FirstOrDefault(one => one.Id == planned)
                        ?? throw new NotFoundException("No such visit of this award")
                    : null;
                if (before is not null and not { VisitedOn: null, CalledOff: null })
                    return new Refusal("This visit is recorded or called off already");
                var values = new
                {
                    Id = before?.Id ?? Guid.CreateVersion7(),
                    award,
                    command.PlannedOn,
                    Who = command.Who!.Trim(),
                    Reason = command.Reason?.Trim() is { Length: > 0 } why ? why : null,
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteOneAsync(
                    before is null
                        ? "insert into Visit (Id, AwardId, PlannedOn, Who, ByCommissioner, Reason, RecordedBy, RecordedAt) values (@Id, @award, @PlannedOn, @Who, 0, @Reason, @By, @Now)"
                        : "update Visit set PlannedOn = @PlannedOn, Who = @Who, Reason = @Reason where Id = @Id and VisitedOn is null and CalledOff is null",
                    values
                );
                work.Note(
                    $"{row.Reference}. {new Changes().Add("Day", before?.PlannedOn, command.PlannedOn).Add("Who", before?.Who, values.Who).Add("Why", before?.Reason, values.Reason)}"
                );
                return Result.Made(values.Id);
            }
        );
}
