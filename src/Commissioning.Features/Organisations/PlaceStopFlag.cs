using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>An officer places a stop flag on an organisation, for all its applications.</summary>
public sealed class PlaceStopFlag(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, string? reason, DateOnly? until) =>
        db.ChangeAsync(
            actor,
            AuditAction.StopFlagPlaced,
            organisation,
            async work =>
            {
                if (CrossCheckRules.WhyCannotFlag(reason, until, ApplicationChecks.Today(work)) is { } refusal)
                    return refusal;
                if (await work.ScalarAsync<int>("select count(*) from Organisation where Id = @organisation", new { organisation }) == 0)
                    throw new NotFoundException("No such organisation");
                await work.ExecuteAsync(
                    "insert into StopFlag (Id, OrganisationId, Reason, Until, PlacedBy, PlacedAt) values (@Id, @organisation, @Reason, @until, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        organisation,
                        Reason = reason!.Trim(),
                        until,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{reason.Trim()}{(until is { } day ? $", until {LondonTime.Date(day)}" : "")}");
                return Result.Done;
            }
        );
}
