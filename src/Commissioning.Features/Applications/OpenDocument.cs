using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>A file of an application, for the organisation's members.</summary>
public sealed class OpenDocument(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, Guid application, Guid document) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
            {
                await ApplicationReader.FindMineAsync(work, actor, application);
                return await ApplicationDocumentQueries.FileIdAsync(work, application, document, unsent: true);
            })
        );
}
