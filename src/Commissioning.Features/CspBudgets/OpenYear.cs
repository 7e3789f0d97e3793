using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Opens a financial year with accounts for the areas that exist in it.</summary>
public sealed class OpenYear(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerYearOpened,
            year.Subject,
            async work =>
            {
                if (LedgerRules.WhyCannotOpen(year, LondonTime.DateOf(work.Now), "") is { } impossible)
                    return impossible;
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from LedgerYear where BudgetYear = @BudgetYear",
                        new { BudgetYear = year.ToString() }
                    ) > 0
                )
                    return new Refusal($"{year} is already open");
                await OpenAsync(work, year);
                work.Note(year.ToString());
                return Result.Done;
            }
        );

    /// <summary>Opens the year if needed, and adds accounts for areas without one: a round may be published before the year's budgets, or
    /// an area added later.</summary>
    internal static async Task OpenAsync(Work work, FinancialYear year)
    {
        var budgetYear = year.ToString();
        await work.ExecuteAsync(
            "insert into LedgerYear (BudgetYear, LastNumber) select @budgetYear, 0 where not exists (select 1 from LedgerYear where BudgetYear = @budgetYear)",
            new { budgetYear }
        );
        var areas = await work.QueryAsync<Area>(
            AreasSql,
            new
            {
                budgetYear,
                year.Start,
                year.End,
            }
        );
        foreach (var kind in new[] { AccountKind.Area, AccountKind.Spent })
            await work.ExecuteAsync(
                "insert into LedgerAccount (Id, BudgetYear, Kind, AreaId, Name, Entries, Balance) values (@Id, @budgetYear, @kind, @AreaId, @Name, 0, 0)",
                areas.Select(area => new
                {
                    Id = Guid.CreateVersion7(),
                    budgetYear,
                    kind,
                    AreaId = area.Id,
                    area.Name,
                })
            );
    }

    private const string AreasSql = """
        select   Id, Name
        from     CspArea c
        where    ValidFrom <= @End and (ValidTo is null or ValidTo >= @Start) and not exists (select 1 from LedgerAccount a where a.BudgetYear = @budgetYear and a.AreaId = c.Id)
        order by Position
        """;

    private sealed record Area
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
