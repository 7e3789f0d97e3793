using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>An officer says that they have read the reasons which applicants will get where the assessors' own words were agreed with many
/// applications at once.</summary>
public sealed class ReadLetterReasons(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyCollection<Guid> applications) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterReasonsRead,
            round,
            async work =>
            {
                var read = 0;
                foreach (var application in applications.Distinct())
                    read += await work.ExecuteAsync(
                        "update Moderation set ReasonsReadBy = @By where ApplicationId = @application and ReasonsReadBy is null and exists (select 1 from Application a where a.Id = @application and a.RoundId = @round)",
                        new
                        {
                            application,
                            round,
                            By = actor.Id,
                        }
                    );
                if (read == 0)
                    return new Refusal("These reasons have been read already");
                work.Note($"{read} applications");
                return Result.Done;
            }
        );
}
