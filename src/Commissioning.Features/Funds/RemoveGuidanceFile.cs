using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Takes a file that explains a round down. The file itself is kept, to show later what applicants could read.</summary>
public sealed class RemoveGuidanceFile(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Guid file) =>
        db.ChangeAsync(
            actor,
            AuditAction.GuidanceFileRemoved,
            round,
            async work =>
            {
                var removed = await GuidanceQueries.FileAsync(work, round, file);
                await work.ExecuteOneAsync(
                    "update GuidanceFile set RemovedAt = @Now where Id = @file and RemovedAt is null",
                    new { file, work.Now }
                );
                work.Note($"{removed.Name}: {removed.FileName}");
                return Result.Done;
            }
        );
}
