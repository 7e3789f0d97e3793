using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Features.Audit;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

internal static class LedgerAssert
{
    /// <summary>Every transaction and every year sums to zero, no area is negative, balances equal their entries, and the trail is
    /// intact.</summary>
    public static async Task IsSoundAsync(TestDatabase database)
    {
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select TransactionId from LedgerEntry group by TransactionId having sum(Amount) <> 0) x"
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select a.BudgetYear from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId group by a.BudgetYear having sum(e.Amount) <> 0) x"
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select e.AccountId from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where a.Kind in ('Area', 'Earmarked', 'Committed', 'Spent', 'Evidenced') group by e.AccountId having sum(e.Amount) < 0) x"
            )
        );
        // Stored totals equal the entries: whole years, any day, each account, each position.
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from LedgerAccount a
                where  a.Balance <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = a.Id) or a.Entries <> (select count(*) from LedgerEntry e where e.AccountId = a.Id)
                       or a.Balance <> (select coalesce(sum(t.Amount), 0) from LedgerTotal t where t.AccountId = a.Id and t.Period = 'Month')
                """
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from LedgerTotal t
                where  t.Period = 'Day' and t.Amount <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = t.AccountId and e.Kind = t.Kind and e.EffectiveOn = t.StartsOn)
                """
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from LedgerEntry e
                where  not exists (select 1 from LedgerTotal t where t.AccountId = e.AccountId and t.Kind = e.Kind and t.Period = 'Day' and t.StartsOn = e.EffectiveOn)
                """
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from LedgerEntry e where e.BalanceAfter <> (select sum(x.Amount) from LedgerEntry x where x.AccountId = e.AccountId and x.Place <= e.Place)"
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from CspProject p
                where  p.Spent <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId join LedgerTransaction t on t.Id = e.TransactionId where t.ProjectId = p.Id and a.Kind in ('Spent', 'Evidenced'))
                       or p.Committed <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId join LedgerTransaction t on t.Id = e.TransactionId where t.ProjectId = p.Id and a.Kind = 'Committed')
                       or p.Committed < 0 or (p.Status <> 'Approved' and p.Committed <> 0)
                """
            )
        );
        foreach (var year in (await database.Db.ReadAsync(YearOverview.YearsAsync)).Select(typed => FinancialYear.Parse(typed)!.Value))
            for (var day = year.Start; day <= year.End; day = day.AddDays(13))
                Assert.Equal(
                    await database.Db.ScalarAsync<long>(
                        "select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where a.BudgetYear = @BudgetYear and a.Kind in ('Area', 'Earmarked', 'Committed') and e.EffectiveOn <= @day",
                        new { BudgetYear = year.ToString(), day }
                    ),
                    (await database.Db.ReadAsync(work => YearOverview.GetAsync(work, year, day))).Total.Remaining.Pence
                );
        // On no day has an account less than nothing, but for where money comes from. Grant rounds post for themselves.
        Assert.Empty(
            await database.Db.QueryAsync<Short>(
                """
                select   x.BudgetYear, x.Kind, x.Name, x.StartsOn, x.Balance
                from     (select a.BudgetYear, a.Kind, a.Name, t.StartsOn, sum(t.Amount) over (partition by t.AccountId order by t.StartsOn) as Balance
                          from   LedgerAccount a
                          join   (select AccountId, StartsOn, sum(Amount) as Amount from LedgerTotal where Period = 'Day' group by AccountId, StartsOn) t on t.AccountId = a.Id) x
                where    x.Balance < 0 and x.Kind not in ('Funding', 'BroughtForward', 'RoundPot', 'Grants')
                order by x.BudgetYear, x.Kind, x.Name, x.StartsOn
                """
            )
        );
        // Earmarks and projects hold what their entries say, and no project has spent more than was approved.
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*)
                from   LedgerEarmark k
                where  k.Remaining < 0
                       or k.Remaining <> (select coalesce(sum(e.Amount), 0) from LedgerTransaction t join LedgerEntry e on e.TransactionId = t.Id join LedgerAccount a on a.Id = e.AccountId where t.EarmarkId = k.Id and a.Kind = 'Earmarked')
                """
            )
        );
        Assert.Equal(0, await database.CountAsync("CspProject", "Spent > Amount or Spent < 0"));
        // What is brought forward is never given out twice, and no more is allocated than the funding sources allow.
        foreach (var year in (await database.Db.ReadAsync(YearOverview.YearsAsync)).Select(typed => FinancialYear.Parse(typed)!.Value))
        {
            var (view, funding) = await database.Db.ReadAsync(async work =>
                (await YearOverview.GetAsync(work, year), await FundingQueries.GetAsync(work, year))
            );
            Assert.True(view.NotGivenOut >= Money.Zero, $"{year} has {view.NotGivenOut} not given out");
            Assert.True(funding.Allocated <= funding.Ceiling, $"{year} has allocated {funding.Allocated} of {funding.Ceiling}");
        }
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    /// <summary>An account that has less than nothing on a day.</summary>
    private sealed record Short
    {
        public required string BudgetYear { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required Money Balance { get; init; }
    }
}
