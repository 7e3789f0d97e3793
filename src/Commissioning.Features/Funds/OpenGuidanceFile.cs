using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Funds;

/// <summary>A file that explains a published round, for anybody.</summary>
public sealed class OpenGuidanceFile(Db db, FileStore files, OpenRounds rounds)
{
    public async Task<StoredFile> RunAsync(Guid round, Guid file)
    {
        await rounds.GetAsync(round); // Not found until the round is published.
        return await files.OpenForPublicAsync((await db.ReadAsync(work => GuidanceQueries.FileAsync(work, round, file))).FileId);
    }
}
