using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Organisations;

/// <summary>The proof of an account, for finance. The view is audited before it is shown.</summary>
public sealed class OpenBankProof(Db db, FileStore files)
{
    public async Task<StoredFile> RunAsync(Actor actor, Guid id)
    {
        var found = await db.FindAsync<BankDetailsQueries.MyBankDetails>(BankDetailsQueries.Sql + " where b.Id = @id", new { id });
        await db.RecordAsync(actor, AuditAction.BankProofViewed, found.OrganisationId, $"The proof of the account ending {found.LastFour}");
        return await files.OpenAsync(found.ProofFileId ?? throw new NotFoundException("There is no proof"));
    }
}
