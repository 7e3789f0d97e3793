using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Reporting;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Reporting;

/// <summary>Raises what the running year's budgets call for. Each kind is raised once a quarter for a budget, whatever
/// restarts.</summary>
public sealed class RaiseMoneyAlarms(Db db)
{
    /// <returns>The number raised.</returns>
    public async Task<int> RunAsync()
    {
        var wanted = await db.ReadAsync(async work =>
        {
            var year = FinancialYear.Of(LondonTime.DateOf(work.Now));
            return
                await work.ScalarAsync<int>(
                    "select count(*) from Round where BudgetYear = @Year and PublishedAt is not null and WithdrawnAt is null",
                    new { Year = year.ToString() }
                ) + await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Year", new { Year = year.ToString() })
                > 0
                ? await WantedAsync(work, year)
                : [];
        });
        var raised = 0;
        foreach (var one in wanted)
        {
            try
            {
                await db.ChangeAsync(
                    Actor.Portal,
                    AuditAction.MoneyAlarmRaised,
                    one.Budget.Id,
                    async work =>
                    {
                        var isArea = one.Budget.Of == MoneySubject.Area;
                        if (
                            await CspAlarms.RaiseAsync(
                                work,
                                one.Year.ToString(),
                                isArea ? one.Budget.Id : null,
                                MoneyRules.QuarterOf(one.Budget.Money.Over),
                                one.Kind,
                                null,
                                one.Expected,
                                one.Instead,
                                one.Limit,
                                isArea ? "" : one.Budget.Name,
                                MoneyWatch.PageOf(one.Year, one.Budget.Of, one.Budget.Id),
                                onceAPeriod: true
                            )
                        )
                        {
                            work.Note($"{one.Budget.Name}, {one.Year}: {one.Kind.Name()}, {one.Instead} instead of {one.Expected}");
                            raised++;
                        }
                        return Result.Done;
                    }
                );
            }
            catch (DuplicateException)
            {
                continue; // Another node was first.
            }
        }
        return raised;
    }

    private sealed record Wanted(
        FinancialYear Year,
        MoneyWatch.Budget Budget,
        CspAlarmKind Kind,
        Money Expected,
        Money Instead,
        Money Limit
    );

    private static async Task<IReadOnlyList<Wanted>> WantedAsync(Work work, FinancialYear year)
    {
        var setting = await MoneyAlarms.SettingAsync(work);
        var known = (
            await work.QueryAsync<KnownRow>(
                "select AreaId, Subject, Period, Kind from CspAlarm where BudgetYear = @Year and Kind in ('ProfileVariance', 'OverBudget')",
                new { Year = year.ToString() }
            )
        ).ToHashSet();
        var wanted = new List<Wanted>();
        foreach (var budget in (await MoneyWatch.GetAsync(work, year)).Budgets.Where(budget => budget.Money.Over > 0))
        {
            var money = budget.Money;
            if (MoneyRules.Passes(money.AgainstProfile, money.ProfileSoFar, setting.Percent, setting.Amount))
                wanted.Add(new(year, budget, CspAlarmKind.ProfileVariance, money.ProfileSoFar, money.ActualSoFar, setting.Amount));
            if (money.AgainstBudget > Money.Zero && MoneyRules.Passes(money.AgainstBudget, money.Budget, setting.Percent, setting.Amount))
                wanted.Add(new(year, budget, CspAlarmKind.OverBudget, money.Budget, money.Forecast, setting.Amount));
        }
        // A look that finds nothing new writes nothing.
        return wanted
            .Where(one =>
                !known.Contains(
                    new()
                    {
                        AreaId = one.Budget.Of == MoneySubject.Area ? one.Budget.Id : null,
                        Subject = one.Budget.Of == MoneySubject.Area ? "" : one.Budget.Name,
                        Period = MoneyRules.QuarterOf(one.Budget.Money.Over),
                        Kind = one.Kind,
                    }
                )
            )
            .ToList();
    }

    private sealed record KnownRow
    {
        public Guid? AreaId { get; init; }
        public required string Subject { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required CspAlarmKind Kind { get; init; }
    }
}
