using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or paper of a visit.</summary>
public sealed class AddVisitFile(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor actor, Guid visit, Upload upload, string? caption)
    {
        if (caption?.Trim() is not { Length: > 0 and <= 300 } words)
            return new Refusal("Say what it is, in up to 300 characters", nameof(caption));
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
