using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A visit to a funded project is recorded, planned before or not.</summary>
public sealed class RecordVisit(Db db)
{
    /// <param name="NextOn">The day of the next visit; null: none is meant.</param>
    public sealed record Command(DateOnly VisitedOn, string? Who, bool ByCommissioner, string? Notes, DateOnly? NextOn = null)
    {
        /// <summary>The planned visit that was made; null: it was not planned.</summary>
        public Guid? Planned { get; init; }

        /// <summary>The officer was warned that the notes may name a child, and keeps them so.</summary>
        public bool AsItIs { get; init; }
    }

    /// <returns>The visit.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid award, Command command) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.VisitRecorded,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (
                    VisitRules.WhyCannotRecord(
                        command.VisitedOn,
                        command.Who,
                        command.Notes,
                        command.NextOn,
                        row.OfferedAt is { } at ? LondonTime.DateOf(at) : null,
                        LondonTime.DateOf(work.Now)
                    ) is
                    { } refusal
                )
                    return refusal;
                if (VisitRules.WhyNamesChild(command.Notes, command.AsItIs, "The notes say", nameof(command.Notes)) is { } named)
                    return named;
                var planned = command.Planned is { } plan ? await VisitQueries.FindAsync(work, plan) : null;
                var visit = new
                {
                    Id = command.Planned ?? Guid.CreateVersion7(),
                    award,
                    command.VisitedOn,
                    Who = command.Who!.Trim(),
                    command.ByCommissioner,
                    Notes = command.Notes!.Trim(),
                    command.NextOn,
                    By = actor.Id,
                    work.Now,
                };
                if (command.Planned is null)
                    await work.ExecuteAsync(
                        "insert into Visit (Id, AwardId, VisitedOn, Who, ByCommissioner, Notes, NextOn, RecordedBy, RecordedAt) values (@Id, @award, @VisitedOn, @Who, @ByCommissioner, @Notes, @NextOn, @By, @Now)",
                        visit
                    );
                else if (
                    await work.ExecuteAsync(
                        "update Visit set VisitedOn = @VisitedOn, Who = @Who, ByCommissioner = @ByCommissioner, Notes = @Notes, NextOn = @NextOn where Id = @Id and AwardId = @award and VisitedOn is null and CalledOff is null",
                        visit
                    ) == 0
                )
                    return new Refusal("This visit is recorded or called off already");
                work.Note(
                    $"{row.Reference}: {visit.Who} on {LondonTime.Date(command.VisitedOn)}{(command.NextOn is { } next ? $"; next visit {LondonTime.Date(next)}" : "")}{(planned is { PlannedOn: { } day } ? $"; planned for {LondonTime.Date(day)}, {planned.Who}{(planned.Reason is { } why ? $": {why}" : "")}" : "; not planned")}"
                );
                return Result.Made(visit.Id);
            }
        );
}
