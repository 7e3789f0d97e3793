using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>A document of a sent application, for staff.</summary>
public sealed class SubmittedDocument(Db db, FileStore files)
{
    public async Task<StoredFile> OpenAsync(Guid application, Guid document) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
            {
                await SubmittedCopy.GetAsync(work, application);
                return await ApplicationDocumentQueries.FileIdAsync(work, application, document);
            })
        );
}
