using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Awards;

/// <summary>The file of a condition, for the office.</summary>
public sealed class OpenConditionFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Guid award, Guid requirement) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
                (await AwardConditionQueries.FindAsync(work, award, requirement)).FileId ?? throw new NotFoundException("No file was given")
            )
        );
}
