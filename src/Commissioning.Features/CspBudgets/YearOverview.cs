using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>
/// A year's budgets by area, computed from the ledger, now or as at a date. Nothing in it is typed; every total is the sum of what is
/// shown above it.
/// </summary>
public static class YearOverview
{
    public sealed record AreaLine(Guid AreaId, string Area, IReadOnlyDictionary<LedgerColumn, Money> Sums)
    {
        public Money this[LedgerColumn column] => Sums[column];

        /// <summary>What the area's latest return expects to have spent by 31 March; null when it has sent none.</summary>
        public Money? Forecast { get; init; }

        public Money Base => Sums[LedgerColumn.Base];
        public Money TopUp => Sums[LedgerColumn.TopUp];
        public Money Vired => Sums[LedgerColumn.Vired];

        /// <summary>What the area had: its base, its share of last year's underspend and what was vired.</summary>
        public Money Allocation => Sums[LedgerColumn.Allocation];
        public Money Contributed => Sums[LedgerColumn.Contributed];

        /// <summary>What the area spent, its contributions to hosted schemes included: a contribution is counted here and nowhere else.</summary>
        public Money Expenditure => Sums[LedgerColumn.Expenditure];
        public Money Returned => Sums[LedgerColumn.Returned];
        public Money Remaining => Sums[LedgerColumn.Remaining];

        /// <summary>What remains and is neither earmarked nor committed.</summary>
        public Money Free => Sums[LedgerColumn.Free];
        public Money Promised => Remaining - Free;
    }

    public sealed record AccountBalance(Guid Account, string Name, Money Amount);

    /// <param name="NotGivenOut">Underspend of the year before that no area has yet.</param>
    public sealed record YearOverviewPage(
        FinancialYear Year,
        DateOnly? AsAt,
        DateTime? LockedAt,
        IReadOnlyList<AreaLine> Lines,
        IReadOnlyList<AccountBalance> HostedSchemes,
        IReadOnlyList<AccountBalance> Payees,
        IReadOnlyList<AccountBalance> RoundPots,
        IReadOnlyList<AccountBalance> Grants,
        Money CentralLeft,
        Money NotGivenOut,
        int Projects
    )
    {
        /// <summary>The sums of what is shown; the forecast's is of the areas that sent one.</summary>
        public AreaLine Total =>
            new(
                Guid.Empty,
                "Total",
                Enum.GetValues<LedgerColumn>().ToDictionary(column => column, column => Lines.Sum(line => line[column]))
            )
            {
                Forecast = Lines.Any(line => line.Forecast is not null) ? Lines.Sum(line => line.Forecast ?? Money.Zero) : null,
            };
        public int SpentAll => Lines.Count(line => line.Remaining == Money.Zero);
    }

    public static Task<IReadOnlyList<string>> YearsAsync(Work work) =>
        work.QueryAsync<string>("select BudgetYear from LedgerYear order by BudgetYear desc");

    public static async Task<YearOverviewPage> GetAsync(Work work, FinancialYear year, DateOnly? asAt = null)
    {
        var key = new
        {
            BudgetYear = year.ToString(),
            DayRangeTotals = asAt is { } day ? DayRangeTotals.UpTo(year, day) : [DayRangeTotals.WholeYear],
        };
        var details = await work.FindAsync<Posting.Year>(
            "select BudgetYear, LockedAt, LastNumber from LedgerYear where BudgetYear = @BudgetYear",
            key
        );
        var accounts = (await work.QueryAsync<AccountRow>(AccountsSql, key)).ToList();
        var sums = (await work.QueryAsync<SumRow>(SumsSql, key)).ToLookup(row => row.AccountId);
        Money Of(Guid account, IReadOnlyList<TransactionKind> kinds) =>
            sums[account].Where(row => kinds.Count == 0 || kinds.Contains(row.Kind)).Sum(row => row.Amount);
        IReadOnlyList<AccountBalance> Named(AccountKind kind) =>
            accounts
                .Where(account => account.Kind == kind)
                .Select(account => new AccountBalance(account.Id, account.Name, Of(account.Id, [])))
                .ToList();
        var carried = new Money(
            await work.ScalarAsync<long>(CarriedSql, new { Previous = year.Previous.ToString(), Name = $"Carried into {year}" })
        );
        var projects = await work.ScalarAsync<int>(
            "select count(*) from CspProject where BudgetYear = @BudgetYear and Status in ('Approved', 'Finished')",
            key
        );
        var forecasts = (
            await work.QueryAsync<ForecastRow>(
                ForecastsSql,
                new
                {
                    key.BudgetYear,
                    Until = asAt is { } last ? LondonTime.ToUtc(last.AddDays(1), TimeOnly.MinValue) : work.Now.AddDays(1),
                }
            )
        ).ToDictionary(row => row.AreaId, row => row.Forecast);

        var lines = accounts
            .Where(account => account.Kind == AccountKind.Area)
            .Select(account =>
            {
                var own = accounts.Where(other => other.AreaId == account.AreaId).ToLookup(other => other.Kind, other => other.Id);
                var line = new AreaLine(
                    account.AreaId!.Value,
                    account.Name,
                    LedgerColumns.All.ToDictionary(
                        pair => pair.Key,
                        pair =>
                            pair.Value.SelectMany(part =>
                                    own[part.Account].Select(id => part.Sign < 0 ? -Of(id, part.Kinds) : Of(id, part.Kinds))
                                )
                                .Sum()
                    )
                )
                {
                    Forecast = forecasts.TryGetValue(account.AreaId.Value, out var forecast) ? forecast : null,
                };
                var columns = line.Allocation - line.Expenditure - line.Returned;
                return line.Remaining == columns
                    ? line
                    : throw new InvalidOperationException(
                        $"The columns of {line.Area} come to {columns} and its accounts to {line.Remaining}"
                    );
            })
            .ToList();
        return new(
            year,
            asAt,
            details.LockedAt,
            lines,
            Named(AccountKind.HostedScheme),
            Named(AccountKind.Payee),
            Named(AccountKind.RoundPot),
            Named(AccountKind.Grants),
            Named(AccountKind.Central).Sum(account => account.Amount),
            carried + Named(AccountKind.BroughtForward).Sum(account => account.Amount),
            projects
        );
    }

    private const string AccountsSql = """
        select    a.Id, a.Kind, a.AreaId, a.Name
        from      LedgerAccount a
        left join CspArea c on c.Id = a.AreaId
        where     a.BudgetYear = @BudgetYear
        order by  c.Position, a.Name
        """;
    private const string CarriedSql = """
        select coalesce(sum(Balance), 0)
        from   LedgerAccount
        where  BudgetYear = @Previous and Kind = 'Returned' and Name = @Name
        """;
    private const string SumsSql = """
        select   b.AccountId, b.Kind, sum(b.Amount) as Amount
        from     LedgerAccount a
        join     LedgerBalance b on b.AccountId = a.Id and b.Stretch in @DayRangeTotals
        where    a.BudgetYear = @BudgetYear
        group by b.AccountId, b.Kind
        """;

    /// <summary>Each area's latest return that was there by then.</summary>
    private const string ForecastsSql = """
        select t.AreaId, t.Forecast
        from   CspReturn t
        where  t.BudgetYear = @BudgetYear and t.PreparedAt < @Until
               and t.Quarter = (select max(x.Quarter) from CspReturn x where x.BudgetYear = @BudgetYear and x.AreaId = t.AreaId and x.PreparedAt < @Until)
        """;

    private sealed record ForecastRow
    {
        public required Guid AreaId { get; init; }
        public required Money Forecast { get; init; }
    }

    private sealed record AccountRow
    {
        public required Guid Id { get; init; }
        public required AccountKind Kind { get; init; }
        public Guid? AreaId { get; init; }
        public required string Name { get; init; }
    }

    private sealed record SumRow
    {
        public required Guid AccountId { get; init; }
        public required TransactionKind Kind { get; init; }
        public required Money Amount { get; init; }
    }
}
