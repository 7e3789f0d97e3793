using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or paper of a visit, for the office.</summary>
public sealed class OpenVisitFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Guid visit, Guid file) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FindAsync<Guid>("select FileId from VisitFile where VisitId = @visit and FileId = @file", new { visit, file })
            )
        );
}
