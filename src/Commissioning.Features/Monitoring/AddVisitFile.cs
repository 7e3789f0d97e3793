using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or paper of a visit.</summary>
public sealed class AddVisitFile(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor actor, Guid visit, Upload upload, string? caption, bool asItIs = false)
    {
        if ((VisitRules.WhyNotCaption(caption) ?? VisitRules.WhyNamesChild(caption, asItIs, "The words say", nameof(caption))) is { } wrong)
            return wrong;
        var words = caption!.Trim();
        var found = await db.ReadAsync(work => VisitQueries.FindAsync(work, visit));
        if (found.VisitedOn is null)
            return new Refusal("Record the visit first");
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.VisitFileAdded,
            found.AwardId,
            async work =>
            {
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into VisitFile (VisitId, FileId, Caption) values (@visit, @FileId, @words)",
                    new
                    {
                        visit,
                        FileId = file.Id,
                        words,
                    }
                );
                work.Note($"{found.Reference}: {file.Name}, {upload.Hash(file)}");
                return Result.Done;
            }
        );
    }
}
