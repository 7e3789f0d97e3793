using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

internal static class ProposedProject
{
    public static async Task<Guid> AddAsync(TestDatabase database, FinancialYear year, Guid area, Money amount)
    {
        var id = Guid.CreateVersion7();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount, Status) values (@id, @BudgetYear, @area, 'Patrols', 'Road Safety', 'Primary', 'Safer', @Now, @amount, 'Proposed')",
                new
                {
                    id,
                    BudgetYear = year.ToString(),
                    area,
                    work.Now,
                    amount,
                }
            )
        );
        return id;
    }
}
