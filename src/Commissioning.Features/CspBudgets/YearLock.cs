using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The lock of a financial year, with its history.</summary>
internal static class YearLock
{
    public static async Task WriteAsync(Work work, Actor actor, FinancialYear year, string kind, string reason, DateTime? lockedAt)
    {
        var row = new
        {
            Id = Guid.CreateVersion7(),
            BudgetYear = year.ToString(),
            kind,
            Reason = reason.Trim(),
            By = actor.Id,
            work.Now,
            lockedAt,
        };
        await work.ExecuteOneAsync("update LedgerYear set LockedAt = @lockedAt, LockedBy = @By where BudgetYear = @BudgetYear", row);
        await work.ExecuteAsync(
            "insert into LedgerYearEvent (Id, BudgetYear, Kind, Reason, DoneBy, DoneAt) values (@Id, @BudgetYear, @kind, @Reason, @By, @Now)",
            row
        );
        work.Note($"{year} {kind.ToLowerInvariant()}: {reason.Trim()}");
    }
}
