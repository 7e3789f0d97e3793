using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.DueDiligence;

/// <summary>The evidence file of a check.</summary>
public sealed class CheckEvidence(Db db, FileStore files)
{
    /// <summary>It may hold names of children's workers or a director's passport, so opening it is recorded first (R93).</summary>
    public async Task<StoredFile> OpenAsync(Actor actor, Guid check)
    {
        var (application, found) = await db.ReadAsync(work => ApplicationChecks.OneAsync(work, check));
        var file = found.EvidenceFileId ?? throw new NotFoundException("This check has no evidence file");
        await db.RecordAsync(actor, AuditAction.CheckEvidenceOpened, application.Id, $"The evidence of {found.Name}");
        return await files.OpenAsync(file);
    }
}
