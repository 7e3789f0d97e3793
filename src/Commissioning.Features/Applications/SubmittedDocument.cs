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
                return await ApplicationDocumentQueries.FileIdAsync(work, application, document, await IsOverAsync(work, application));
            })
        );

    /// <summary>What was entered for a request is the applicant's own until its day has passed or it is closed.</summary>
    private static async Task<bool> IsOverAsync(Work work, Guid application) =>
        (await ChangeRequestQueries.ListAsync(work, application)).All(request => !request.IsOpenAt(work.Now));
}
