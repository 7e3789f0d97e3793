using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A second person approves all requests of a year-end decision, which posts them together, or refuses them all.</summary>
public sealed class AnswerUnderspendDecision(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid decision, bool approve, string? note)
    {
        var year =
            (await db.ReadAsync(work => LedgerRequestQueries.OfDecisionAsync(work, decision))).FirstOrDefault()?.Year
            ?? throw new NotFoundException("No such decision");
        return await db.ChangeAsync(
            actor,
            approve ? AuditAction.YearEndDecisionApproved : AuditAction.YearEndDecisionRefused,
            year.Subject,
            async work =>
            {
                var requests = await LedgerRequestQueries.OfDecisionAsync(work, decision);
                var waiting = requests.Where(request => request.Status == LedgerRequestStatus.Waiting).ToList();
                if (waiting.Count == 0)
                    return LedgerRequestRules.WhyDecided(requests[0].Status, requests[0].DecidedByName, requests[0].DecidedAt)!;
                // The limit counts for all of it: a decision is not split to stay under it.
                if (
                    approve
                    && LedgerRequestRules.WhyAboveLimit(
                        waiting.Sum(request => request.Amount),
                        await DecideLedgerRequest.RolesAsync(work, actor),
                        await LedgerLimits.AllAsync(work)
                    )
                        is { } above
                )
                    return above;
                foreach (var request in waiting)
                    if (await DecideLedgerRequest.DecideAsync(work, actor, request.Id, approve, note) is { IsDone: false } refused)
                        return refused;
                return Result.Done;
            }
        );
    }
}
