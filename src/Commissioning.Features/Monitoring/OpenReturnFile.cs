using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or receipt, for the office.</summary>
public sealed class OpenReturnFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Guid id, Guid file) =>
        await files.OpenAsync(ReturnFile.Of(await db.ReadAsync(work => ReturnReader.GetAsync(work, id)), file));
}
