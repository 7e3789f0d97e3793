using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Finance locks a financial year once every underspend is decided.</summary>
public sealed class LockYear(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerYearLocked,
            year.Subject,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is not null)
                    return new Refusal($"{year} is already locked");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Write what you sign off, for example: agreed with the accounts of 30 April", nameof(reason));
                if (await LedgerRequestQueries.WaitingAsync(work, year) is > 0 and var waiting)
                    return new Refusal(
                        $"{waiting} {(waiting == 1 ? "request of this year waits" : "requests of this year wait")} for approval. Approve, refuse or withdraw {(waiting == 1 ? "it" : "them")} first."
                    );
                if (TextLimit.WhyTooLong(reason, 500, nameof(reason)) is { } wide)
                    return wide;
                var across = (await YearOverview.GetAsync(work, year)).Across;
                if (LedgerRules.WhyNotLockedYet(year, across.PoolLeft, across.CentralLeft) is { } left)
                    return left;
                if ((await YearEndQueries.GetAsync(work, year)).Undecided is [_, ..] open)
                    return new Refusal(
                        $"First decide what happens to the underspend of {string.Join(", ", open.Select(line => line.Area))}"
                    );
                await YearLock.WriteAsync(work, actor, year, "Locked", reason, work.Now);
                return Result.Done;
            }
        );
}
