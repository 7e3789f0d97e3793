using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>The evidence file of a transaction.</summary>
public sealed class LedgerEvidence(Db db, FileStore files)
{
    public async Task<StoredFile> OpenAsync(Guid transaction) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FindOrDefaultAsync<Guid?>("select EvidenceFileId from LedgerTransaction where Id = @transaction", new { transaction })
            ) ?? throw new NotFoundException("No evidence for this transaction")
        );
}
