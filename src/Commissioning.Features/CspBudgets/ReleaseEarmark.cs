using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What is left of an earmark becomes free to use.</summary>
public sealed class ReleaseEarmark(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.EarmarkReleased,
            id,
            async work =>
            {
                var earmark = await Earmarks.FindAsync(work, id);
                var year = FinancialYear.Parse(earmark.BudgetYear)!.Value;
                var on = LedgerRules.DayIn(year, LondonTime.DateOf(work.Now));
                if (LedgerRules.WhyCannotPost(year, on, (await Posting.YearAsync(work, year)).LockedAt, "") is { } refusal)
                    return refusal;
                if (earmark.Remaining == Money.Zero)
                    return new Refusal("Nothing is left of this earmark");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why the money is released", nameof(reason));
                if (TextLimit.WhyTooLong(reason, 400, nameof(reason)) is { } wide)
                    return wide;
                await Promises.ReleaseEarmarkAsync(work, actor, year, earmark, on, reason.Trim(), earmark.Remaining);
                return Result.Done;
            }
        );
}
