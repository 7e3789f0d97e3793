using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A year's budgets by area, computed from the ledger, now or at a date. Nothing is typed; every total is the sum of the rows
/// above it.</summary>
public static class YearOverview
{
    public sealed record AreaLine(Guid AreaId, string Area, IReadOnlyDictionary<LedgerColumn, Money> Sums)
    {
        public Money this[LedgerColumn column] => Sums[column];

        /// <summary>Forecast expenditure up to 31 March from the area's latest certified return; null without one.</summary>
        public Money? Forecast { get; init; }

        public Money Base => Sums[LedgerColumn.Base];
        public Money TopUp => Sums[LedgerColumn.TopUp];
        public Money Vired => Sums[LedgerColumn.Vired];

        /// <summary>The area's allocation: base, share of last year's underspend, and virements.</summary>
        public Money Allocation => Sums[LedgerColumn.Allocation];
        public Money Contributed => Sums[LedgerColumn.Contributed];

        /// <summary>Spending, including contributions to hosted schemes, which count in this column only.</summary>
        public Money Expenditure => Sums[LedgerColumn.Expenditure];
        public Money Returned => Sums[LedgerColumn.Returned];
        public Money Remaining => Sums[LedgerColumn.Remaining];

        /// <summary>Remaining money that is neither earmarked nor committed.</summary>
        public Money Free => Sums[LedgerColumn.Free];
        public Money Promised => Remaining - Free;
    }

    public sealed record AccountBalance(Guid Account, string Name, Money Amount);

    /// <summary>Money for work across the areas: what came into the pooled underspend and the central pot, and what left them.</summary>
    /// <param name="FromBudget">The budget's part of the central pot.</param>
    /// <param name="Pooled">What areas returned.</param>
    /// <param name="ToAreas">What areas were given from it.</param>
    /// <param name="CarriedOn">What was carried into next year.</param>
    /// <param name="PoolLeft">What is left in the pooled underspend.</param>
    /// <param name="CentralLeft">What is left in the central pot.</param>
    public sealed record Across(
        Money FromBudget,
        Money Pooled,
        Money ToAreas,
        Money CarriedOn,
        IReadOnlyList<AccountBalance> Paid,
        Money PoolLeft,
        Money CentralLeft
    );

    /// <param name="NotGivenOut">Last year's underspend that is not allocated to an area yet.</param>
    /// <param name="LastNumber">Number of the newest transaction that the figures know.</param>
    /// <param name="Projects">Projects on which something was spent.</param>
    public sealed record YearOverviewPage(
        FinancialYear Year,
        DateOnly? AsAt,
        int LastNumber,
        DateTime ReadAt,
        DateTime? LockedAt,
        IReadOnlyList<AreaLine> Lines,
        IReadOnlyList<AccountBalance> HostedSchemes,
        IReadOnlyList<AccountBalance> Payees,
        IReadOnlyList<AccountBalance> RoundPots,
        IReadOnlyList<AccountBalance> Grants,
        Across Across,
        Money NotGivenOut,
        int Projects
    )
    {
        /// <summary>The sums of the rows; the forecast covers only areas that sent one.</summary>
        public AreaLine Total =>
            new(
                Guid.Empty,
                "Total",
                Enum.GetValues<LedgerColumn>().ToDictionary(column => column, column => Lines.Sum(line => line[column]))
            )
            {
                Forecast = Lines.Any(line => line.Forecast is not null) ? Lines.Sum(line => line.Forecast ?? Money.Zero) : null,
            };
        public int SpentAll => Lines.Count(line => LedgerRules.HasSpentAll(line.Allocation, line.Expenditure));

        /// <summary>Areas that were allocated something.</summary>
        public int Allocated => Lines.Count(line => line.Allocation > Money.Zero);

        /// <summary>What is left with the areas, in the pooled underspend and in the central pot.</summary>
        public Money RemainingAcross => Total.Remaining + Across.PoolLeft + Across.CentralLeft;
    }

    public static Task<IReadOnlyList<string>> YearsAsync(Work work) =>
        work.QueryAsync<string>("select BudgetYear from LedgerYear order by BudgetYear desc");

    /// <summary>Number of the newest transaction that was posted by the end of a day: what was known then.</summary>
    public static Task<int> KnownOnAsync(Work work, FinancialYear year, DateOnly day) =>
        work.ScalarAsync<int>(
            "select coalesce(max(Number), 0) from LedgerTransaction where BudgetYear = @BudgetYear and PostedAt < @Until",
            new { BudgetYear = year.ToString(), Until = LondonTime.ToUtc(day.AddDays(1), TimeOnly.MinValue) }
        );

    /// <param name="known">Only transactions up to this number count: what was known when it was the newest. Null: all.</param>
    public static async Task<YearOverviewPage> GetAsync(Work work, FinancialYear year, DateOnly? asAt = null, int? known = null)
    {
        // The months that are over by the end of this day, and the days since then: at most 11 months and 30 days.
        var next = (asAt ?? year.End).AddDays(1);
        var key = new
        {
            BudgetYear = year.ToString(),
            Month = next.AddDays(1 - next.Day),
            Next = next,
            Known = known ?? int.MaxValue,
        };
        var details = await work.FindAsync<Posting.Year>(
            "select BudgetYear, LockedAt, LastNumber from LedgerYear where BudgetYear = @BudgetYear",
            key
        );
        var accounts = (await work.QueryAsync<AccountRow>(AccountsSql, key)).ToList();
        var sums = (await work.QueryAsync<SumRow>(known is null ? SumsSql : KnownSumsSql, key)).ToLookup(row => row.AccountId);
        Money Of(Guid account, IReadOnlyList<TransactionKind> kinds) =>
            sums[account].Where(row => kinds.Count == 0 || kinds.Contains(row.Kind)).Sum(row => row.Amount);
        Money SumOf(AccountKind account, TransactionKind kind) =>
            accounts.Where(other => other.Kind == account).Sum(other => Of(other.Id, [kind]));
        IReadOnlyList<AccountBalance> Named(AccountKind kind) =>
            accounts
                .Where(account => account.Kind == kind)
                .Select(account => new AccountBalance(account.Id, account.Name, Of(account.Id, [])))
                .ToList();
        var carried = new Money(
            await work.ScalarAsync<long>(CarriedSql, new { Previous = year.Previous.ToString(), Name = $"Carried into {year}" })
        );
        var projects = await work.ScalarAsync<int>(
            asAt is null && known is null ? "select count(*) from CspProject where BudgetYear = @BudgetYear and Spent > 0" : ProjectsSql,
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
            known ?? details.LastNumber,
            work.Now,
            details.LockedAt,
            lines,
            Named(AccountKind.HostedScheme),
            Named(AccountKind.Payee),
            Named(AccountKind.RoundPot),
            Named(AccountKind.Grants),
            new(
                SumOf(AccountKind.Central, TransactionKind.Central),
                SumOf(AccountKind.Pooled, TransactionKind.Return),
                -SumOf(AccountKind.Pooled, TransactionKind.PoolToArea),
                -SumOf(AccountKind.Pooled, TransactionKind.CarryForward),
                Named(AccountKind.Payee).Where(payee => payee.Amount != Money.Zero).ToList(),
                Named(AccountKind.Pooled).Sum(account => account.Amount),
                Named(AccountKind.Central).Sum(account => account.Amount)
            ),
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
        with UpToDay as (
            select t.AccountId, t.Kind, t.Amount
            from   LedgerAccount a
            join   LedgerTotal t on t.AccountId = a.Id and t.Period = 'Month' and t.StartsOn < @Month
            where  a.BudgetYear = @BudgetYear
            union all
            select t.AccountId, t.Kind, t.Amount
            from   LedgerAccount a
            join   LedgerTotal t on t.AccountId = a.Id and t.Period = 'Day' and t.StartsOn >= @Month and t.StartsOn < @Next
            where  a.BudgetYear = @BudgetYear
        )
        select   AccountId, Kind, sum(Amount) as Amount
        from     UpToDay
        group by AccountId, Kind
        """;

    private const string KnownSumsSql = """
        select   e.AccountId, e.Kind, sum(e.Amount) as Amount
        from     LedgerAccount a
        join     LedgerEntry e on e.AccountId = a.Id and e.EffectiveOn < @Next
        join     LedgerTransaction t on t.Id = e.TransactionId and t.Number <= @Known
        where    a.BudgetYear = @BudgetYear
        group by e.AccountId, e.Kind
        """;
    private const string ProjectsSql = """
        select count(*)
        from   CspProject p
        where  p.BudgetYear = @BudgetYear
               and (select coalesce(sum(e.Amount), 0) from LedgerTransaction t join LedgerEntry e on e.TransactionId = t.Id join LedgerAccount a on a.Id = e.AccountId
                    where t.ProjectId = p.Id and t.Number <= @Known and e.EffectiveOn < @Next and a.Kind in ('Spent', 'Evidenced')) > 0
        """;

    /// <summary>Each area's latest return that was certified by that date.</summary>
    private const string ForecastsSql = """
        select t.AreaId, t.Forecast
        from   CspReturn t
        where  t.BudgetYear = @BudgetYear and t.Status in ('Certified', 'Accepted') and t.CertifiedAt < @Until
               and t.EndsOn = (select max(x.EndsOn) from CspReturn x where x.BudgetYear = @BudgetYear and x.AreaId = t.AreaId and x.Status in ('Certified', 'Accepted') and x.CertifiedAt < @Until)
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
