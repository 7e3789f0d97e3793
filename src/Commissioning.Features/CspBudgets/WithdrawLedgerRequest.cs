using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer withdraws a request that still waits, or the whole year-end decision that it is a part of.</summary>
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
                foreach (
                    var part in request.DecisionId is { } decision ? await LedgerRequestQueries.OfDecisionAsync(work, decision) : [request]
                )
                    if (part.Status == LedgerRequestStatus.Waiting)
                    {
                        await DecideLedgerRequest.SetAsync(work, actor, part, LedgerRequestStatus.Withdrawn, null);
                        work.Note($"{part.BudgetYear}, {part.Title}, {part.InWords}");
                    }
                return Result.Done;
            }
        );
}
