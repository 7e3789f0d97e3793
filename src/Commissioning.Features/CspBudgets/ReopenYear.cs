using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A second person agrees that a locked year is opened again. Its sheet stays as it was signed.</summary>
public sealed class ReopenYear(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid id)
    {
        var year = (await db.ReadAsync(work => YearRequests.FindAsync(work, id))).Year;
        return await db.ChangeAsync(
            actor,
            AuditAction.LedgerYearReopened,
            year.Subject,
            async work =>
            {
                var request = await YearRequests.FindAsync(work, id);
                if (request.Kind != YearRequestKind.Reopen)
                    throw new NotFoundException("Not a reopening");
                if (YearEndRules.WhyDecided(request.Status, request.DecidedByName, request.DecidedAt) is { } decided)
                    return decided;
                if (YearEndRules.WhyOwn(request.Kind, request.AskedBy, actor.Id) is { } own)
                    return own;
                await YearRequests.SetAsync(work, actor, id, YearRequestStatus.Agreed, null);
                await YearLock.WriteAsync(work, actor, year, "Reopened", request.Reason, null);
                work.Note($"Asked for by {request.AskedByName}");
                return Result.Done;
            }
        );
    }
}
