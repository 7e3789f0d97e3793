using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A planned visit is not made.</summary>
public sealed class CallOffVisit(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid visit, string? reason)
    {
        var found = await db.ReadAsync(work => VisitQueries.FindAsync(work, visit));
        return await db.ChangeAsync(
            actor,
            AuditAction.VisitCalledOff,
            found.AwardId,
            async work =>
            {
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters", nameof(reason));
                if (
                    await work.ExecuteAsync(
                        "update Visit set CalledOff = @why where Id = @visit and VisitedOn is null and CalledOff is null",
                        new { visit, why }
                    ) == 0
                )
                    return new Refusal("This visit is recorded or called off already");
                work.Note($"{found.Reference}: {LondonTime.Date(found.PlannedOn!.Value)}. {why}");
                return Result.Done;
            }
        );
    }
}
