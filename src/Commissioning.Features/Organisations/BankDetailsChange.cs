using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>What the checks and decisions of bank details share: the entry stands under the organisation, and the details are read inside the
/// change.</summary>
internal static class BankDetailsChange
{
    public const string DecideSql =
        "update BankDetails set State = @State, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version";

    /// <param name="index">Updated when the account in use may have changed.</param>
    public static async Task<Result> RunAsync(
        Db db,
        Actor actor,
        AuditAction action,
        Guid id,
        Func<Work, BankDetailsQueries.BankDetailsCheck, Task<Result>> change,
        MatchIndex? index = null
    )
    {
        var organisation = (await db.ReadAsync(work => BankDetailsQueries.GetAsync(work, id))).Details.OrganisationId;
        var result = await db.ChangeAsync(
            actor,
            action,
            organisation,
            async work => await change(work, await BankDetailsQueries.GetAsync(work, id))
        );
        if (result.IsDone && index is not null)
            await index.OrganisationAsync(organisation);
        return result;
    }
}
