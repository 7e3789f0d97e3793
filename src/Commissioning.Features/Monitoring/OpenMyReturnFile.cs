using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A photograph or receipt, for the organisation's members.</summary>
public sealed class OpenMyReturnFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, Guid id, Guid file) =>
        await files.OpenAsync(ReturnFile.Of(await db.ReadAsync(work => ReturnReader.GetMineAsync(work, actor, id)), file));
}
