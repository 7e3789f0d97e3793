using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Platform.Nodes;

/// <summary>How work under a lease passes from one node to another.</summary>
public static class LeaseTakeover
{
    /// <summary>Claims work that is free, or whose lease another node let expire; the latter is audited.</summary>
    /// <param name="from">The node that still holds it; null: it is free.</param>
    /// <param name="take">Writes the new holder unless another node has in the meantime; returns the number of rows.</param>
    public static async Task<bool> ClaimAsync(Db db, Guid subject, string what, string? from, string by, Func<Work, Task<int>> take)
    {
        if (from is null || from == by)
            return await db.HousekeepAsync(take) == 1;
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.LeaseTakeover,
            subject,
            async work =>
            {
                if (await take(work) == 0)
                    return new Refusal("Another node was first");
                work.Note($"{what}, from {from} by {by}");
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null;
    }
}
