using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Assigns the application's checks to the officer, or releases them.</summary>
public sealed class AssignChecks(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, bool give) =>
        db.ChangeAsync(
            actor,
            give ? AuditAction.ChecksGivenBack : AuditAction.ChecksAssigned,
            application,
            async work =>
            {
                var view = await ApplicationChecks.GetAsync(work, application);
                if (view.Tiering is not { } tiering)
                    return new Refusal("The portal is still assessing this application. Try again in a minute.");
                if (give && tiering.OwnerId != actor.Id)
                    return new Refusal($"{tiering.Owner ?? "No one"} has this application's checks");
                await work.ExecuteOneAsync(
                    "update CheckPlan set OwnerId = @Owner, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        tiering.Version,
                        Owner = give ? (Guid?)null : actor.Id,
                    }
                );
                work.Note(
                    give ? "Given back"
                    : tiering.Owner is { } before ? $"Taken over from {before}"
                    : "Taken"
                );
                return Result.Done;
            }
        );
}
