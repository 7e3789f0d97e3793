using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Awards;

/// <summary>The organisation sends a file for a condition before payment (R19, R69).</summary>
public sealed class GiveConditionEvidence(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor actor, Guid application, Guid requirement, Upload upload)
    {
        if (await db.ReadAsync(work => WhyNotGivenAsync(work, actor, application, requirement, nameof(upload))) is { } late)
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.ConditionEvidenceGiven,
            application,
            async work =>
            {
                if (await WhyNotGivenAsync(work, actor, application, requirement, nameof(upload)) is { } refusal)
                    return refusal;
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteOneAsync(
                    "update AwardCondition set State = 'Given', FileId = @FileId, GivenBy = @By, GivenAt = @Now, Note = null, Version = Version + 1 where Id = @requirement",
                    new
                    {
                        requirement,
                        FileId = file.Id,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{file.Name}, {upload.Hash(file)}");
                return Result.Done;
            }
        );
    }

    private static async Task<Refusal?> WhyNotGivenAsync(Work work, Actor actor, Guid application, Guid requirement, string field)
    {
        var award = await AwardReader.FindMineAsync(work, actor, application);
        var found = await AwardConditionQueries.FindAsync(work, award.Id, requirement);
        if (award.EndedAt is not null)
            return new("The grant has ended, so nothing more is needed", field);
        return found.State is ConditionState.Accepted or ConditionState.NotNeeded
            ? new($"{found.Name} has already been dealt with", field)
            : null;
    }
}
