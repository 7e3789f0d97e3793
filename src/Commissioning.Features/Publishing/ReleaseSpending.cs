using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>A publisher releases the file of a month's other spending exactly as it was prepared.</summary>
public sealed class ReleaseSpending(Db db, Office office)
{
    /// <param name="release">The version that was read.</param>
    public Task<Result> RunAsync(Actor actor, DateOnly month, Guid release) =>
        db.ChangeAsync(
            actor,
            AuditAction.SpendingReleased,
            release,
            async work =>
                await ReleaseSteps.ReleaseAsync(
                    work,
                    actor,
                    office,
                    ReleaseKind.Spending,
                    month,
                    release,
                    SpendingDesk.Write(SpendingDesk.Lines(await SpendingDesk.PaymentsAsync(work, month)))
                )
        );
}
