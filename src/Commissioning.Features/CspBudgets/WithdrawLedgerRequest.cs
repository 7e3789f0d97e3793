using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer withdraws a request that still waits.</summary>
public sealed class WithdrawLedgerRequest(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerRequestWithdrawn,
            id,
            async work =>
            {
                var request = await LedgerRequestQueries.FindAsync(work, id);
                if (LedgerRequestRules.WhyDecided(request.Status, request.DecidedByName, request.DecidedAt) is { } decided)
                    return decided;
                await DecideLedgerRequest.SetAsync(work, actor, request, LedgerRequestStatus.Withdrawn, null);
                work.Note($"{request.BudgetYear}, {request.Title}, {request.InWords}");
                return Result.Done;
            }
        );
}
