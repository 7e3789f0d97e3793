using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Awards;

/// <summary>The file of a condition, for the organisation that sent it.</summary>
public sealed class OpenMyConditionFile(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, Guid application, Guid requirement) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
                (
                    await AwardConditionQueries.FindAsync(work, (await AwardReader.FindMineAsync(work, actor, application)).Id, requirement)
                ).FileId
                ?? throw new NotFoundException("No file was given")
            )
        );
}
