using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or paper of a visit, for the office.</summary>
public sealed class OpenVisitFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Guid visit, Guid file) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<Guid?>(
                    "select FileId from VisitFile where VisitId = @visit and FileId = @file",
                    new { visit, file }
                )
            ) ?? throw new NotFoundException("No such file of this visit")
        );
}
