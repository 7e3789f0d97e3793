using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Areas that end the day before a financial year starts.</summary>
internal static class AreaEnd
{
    /// <param name="successor">The area that they become part of. Its contacts are theirs too.</param>
    public static async Task WriteAsync(Work work, IReadOnlyList<CspArea> areas, DateOnly from, Guid? successor)
    {
        var rows = areas.Select(area => new
        {
            area.Id,
            successor,
            Last = from.AddDays(-1),
            BudgetYear = FinancialYear.Of(from).ToString(),
        });
        await work.ExecuteAsync("update CspArea set ValidTo = @Last, SuccessorId = @successor where Id = @Id", rows);
        // Accounts of a year that was opened early, in which nothing was posted to the area.
        await work.ExecuteAsync("delete from LedgerAccount where AreaId = @Id and BudgetYear >= @BudgetYear and Entries = 0", rows);
        if (successor is not null)
            await work.ExecuteAsync(
                "insert into PersonCspArea (PersonId, AreaId, FromAreaId) select PersonId, @successor, @Id from PersonCspArea m where AreaId = @Id and not exists (select 1 from PersonCspArea x where x.PersonId = m.PersonId and x.AreaId = @successor)",
                rows
            );
    }

    /// <summary>Accounts for areas that have none in the years that are open from a day on.</summary>
    public static async Task OpenAccountsAsync(Work work, DateOnly from)
    {
        foreach (
            var open in await work.QueryAsync<string>(
                "select BudgetYear from LedgerYear where LockedAt is null and BudgetYear >= @BudgetYear order by BudgetYear",
                new { BudgetYear = FinancialYear.Of(from).ToString() }
            )
        )
            await OpenYear.OpenAsync(work, FinancialYear.Parse(open)!.Value);
    }
}
