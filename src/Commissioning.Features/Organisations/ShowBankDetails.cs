using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>The whole account, for finance. The view is audited before it is shown.</summary>
public sealed class ShowBankDetails(Db db, FieldEncryption encryption)
{
    public async Task<BankAccount> RunAsync(Actor actor, Guid id)
    {
        var row = await db.FindAsync<EncryptedRow>(
            "select OrganisationId, EncryptedAccount, LastFour from BankDetails where Id = @id",
            new { id }
        );
        await db.RecordAsync(actor, AuditAction.BankDetailsViewed, row.OrganisationId, $"Account ending {row.LastFour}");
        return encryption.DecryptAccount(row.EncryptedAccount);
    }

    private sealed record EncryptedRow
    {
        public required Guid OrganisationId { get; init; }
        public required string EncryptedAccount { get; init; }
        public required string LastFour { get; init; }
    }
}
