using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Finance reopens a locked financial year, with a reason.</summary>
public sealed class ReopenYear(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerYearReopened,
            year.Subject,
            async work =>
            {
                if ((await Posting.YearAsync(work, year)).LockedAt is null)
                    return new Refusal($"{year} is not locked");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why the year is reopened", nameof(reason));
                if (TextLimit.WhyTooLong(reason, 500, nameof(reason)) is { } wide)
                    return wide;
                await YearLock.WriteAsync(work, actor, year, "Reopened", reason, null);
                return Result.Done;
            }
        );
}
