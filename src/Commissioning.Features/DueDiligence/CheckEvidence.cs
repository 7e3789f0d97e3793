using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.DueDiligence;

/// <summary>The evidence file of a check.</summary>
public sealed class CheckEvidence(Db db, FileStore files)
{
    public async Task<StoredFile> OpenAsync(Guid check)
    {
        var (_, found) = await db.ReadAsync(work => ApplicationChecks.OneAsync(work, check));
        return await files.OpenAsync(found.EvidenceFileId ?? throw new NotFoundException("This check has no evidence file"));
    }
}
