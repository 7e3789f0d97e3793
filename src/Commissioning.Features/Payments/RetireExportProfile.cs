using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A profile is no longer used. Its exports stay.</summary>
public sealed class RetireExportProfile(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid profile, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.ExportProfileRetired,
            profile,
            async work =>
            {
                var found = await ExportProfiles.GetAsync(work, profile);
                if (found.RetiredAt is not null)
                    return new Refusal("This profile is no longer used already");
                await work.ExecuteOneAsync(
                    "update ExportProfile set RetiredAt = @Now, Version = Version + 1 where Id = @profile and Version = @version",
                    new
                    {
                        profile,
                        version,
                        work.Now,
                    }
                );
                work.Note($"{found.Name} is no longer used");
                return Result.Done;
            }
        );
}
