using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>One person asks that a locked year is opened again, with a reason. Another must agree.</summary>
public sealed class AskToReopenYear(Db db, Office office)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, FinancialYear year, string? reason)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.LedgerYearReopeningAsked,
            year.Subject,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is null)
                    return new Refusal($"{year} is not locked");
                if (await YearRequests.WhyWaitingAsync(work, year) is { } waiting)
                    return waiting;
                if (ReasonRules.WhyTooThin(reason, nameof(reason), 500) is { } thin)
                    return thin;
                await YearRequests.AddAsync(work, actor, id, year, YearRequestKind.Reopen, reason!, null);
                work.Note($"{year}: {reason!.Trim()}");
                await YearMessages.TellAsync(work, office, actor, await YearRequests.FindAsync(work, id));
                return Result.Made(id);
            }
        );
    }
}
