using Commissioning.Domain;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>What asking and answering about a stop flag share.</summary>
internal static class StopFlagLifts
{
    internal static Refusal Lifted(StopFlagQueries.StopFlagRow row) =>
        new($"{row.LiftedBy} lifted this flag on {LondonTime.Date(row.LiftedAt!.Value)}");

    internal static async Task<string?> EncryptedAsync(
        FieldEncryption encryption,
        Work work,
        StopFlagQueries.StopFlagRow row,
        Func<StopFlagQueries.EncryptedFlag, StopFlagQueries.EncryptedFlag> change
    )
    {
        if (!row.IsRestricted)
            return null;
        var text = await work.ScalarAsync<string>("select EncryptedText from StopFlag where Id = @Id", new { row.Id });
        return encryption.Encrypt(
            StopFlagQueries.Purpose,
            change(
                text is null
                    ? new(row.NeutralReason, null, null)
                    : encryption.Decrypt<StopFlagQueries.EncryptedFlag>(StopFlagQueries.Purpose, text)
            )
        );
    }
}
