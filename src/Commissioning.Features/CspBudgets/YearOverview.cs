using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>
/// A year's budgets by area, computed from the ledger, now or as at a date. Nothing in it is typed; every total is the sum of what is
/// shown above it.
/// </summary>
public sealed class YearOverview(Db db)
{
    public sealed record Line(Guid AreaId, string Area, Money Base, Money TopUp, Money Vired, Money Spent, Money Contributed, Money Returned)
    {
        /// <summary>What the area had: its base, its share of last year's underspend and what was vired.</summary>
        public Money Allocation => Base + TopUp + Vired;
        /// <summary>What the area spent, its contributions to hosted schemes included: a contribution is counted here and nowhere else.</summary>
        public Money Expenditure => Spent + Contributed;
        public Money Remaining => Allocation - Expenditure - Returned;
    }

    public sealed record Named(string Name, Money Amount);

    public sealed record View(FinancialYear Year, DateOnly? AsAt, DateTime? LockedAt, IReadOnlyList<Line> Lines, IReadOnlyList<Named> Schemes, IReadOnlyList<Named> Payees, Money CentralLeft, Money NotGivenOut, int Projects)
    {
        public Line Total => new(Guid.Empty, "Total", Lines.Sum(line => line.Base), Lines.Sum(line => line.TopUp), Lines.Sum(line => line.Vired), Lines.Sum(line => line.Spent), Lines.Sum(line => line.Contributed), Lines.Sum(line => line.Returned));
        public int SpentAll => Lines.Count(line => line.Remaining == Money.Nil);
    }

    public Task<IReadOnlyList<string>> YearsAsync() => db.QueryAsync<string>("select BudgetYear from LedgerYear order by BudgetYear desc");

    public Task<View> GetAsync(FinancialYear year, DateOnly? asAt = null) => db.ReadAsync(work => GetAsync(work, year, asAt));

    internal static async Task<View> GetAsync(Work work, FinancialYear year, DateOnly? asAt)
    {
        var key = new { BudgetYear = year.ToString(), Day = asAt ?? year.End, MonthKey = Posting.MonthOf(asAt ?? year.End), MonthStart = new DateOnly((asAt ?? year.End).Year, (asAt ?? year.End).Month, 1) };
        var details = await work.FindAsync<Posting.Year>("select BudgetYear, LockedAt, LastNumber from LedgerYear where BudgetYear = @BudgetYear", key);
        var accounts = (await work.QueryAsync<AccountRow>(AccountsSql, key)).ToList();
        // Whole months come from their balances, the date's own month from its entries.
        var sums = (await work.QueryAsync<SumRow>(asAt is null ? AllSql : AsAtSql, key)).ToLookup(row => row.AccountId);
        Money Of(Guid account, params TransactionKind[] kinds) => sums[account].Where(row => kinds.Length == 0 || kinds.Contains(row.Kind)).Sum(row => row.Amount);
        var carried = new Money(await work.ScalarAsync<long>(CarriedSql, new { Previous = year.Previous.ToString(), Name = $"Carried into {year}" }));
        var projects = await work.ScalarAsync<int>("select count(*) from CspProject where BudgetYear = @BudgetYear", key);

        var lines = accounts.Where(account => account.Kind == AccountKind.Area).Select(account =>
        {
            var spent = accounts.First(other => other.Kind == AccountKind.Spent && other.AreaId == account.AreaId);
            var line = new Line(account.AreaId!.Value, account.Name, Of(account.Id, TransactionKind.Base), Of(account.Id, TransactionKind.TopUp), Of(account.Id, TransactionKind.Virement), Of(spent.Id), Money.Nil - Of(account.Id, TransactionKind.Contribution),
                Money.Nil - Of(account.Id, TransactionKind.Return, TransactionKind.CarryForward));
            return Reversed(line, sums[account.Id].Where(row => row.Kind == TransactionKind.Reversal).ToList(), Of(account.Id));
        }).ToList();
        IReadOnlyList<Named> Named(AccountKind kind) => accounts.Where(account => account.Kind == kind).Select(account => new Named(account.Name, Of(account.Id))).ToList();
        return new(year, asAt, details.LockedAt, lines, Named(AccountKind.Scheme), Named(AccountKind.Payee), accounts.Where(account => account.Kind == AccountKind.Central).Sum(account => Of(account.Id)),
            carried + accounts.Where(account => account.Kind == AccountKind.BroughtForward).Sum(account => Of(account.Id)), projects);
    }

    /// <summary>A reversal changes the column of what it reverses; the line's remaining must still be the account's balance.</summary>
    private static Line Reversed(Line line, IReadOnlyList<SumRow> reversals, Money balance)
    {
        foreach (var row in reversals)
            line = row.OfKind switch
            {
                TransactionKind.Base => line with { Base = line.Base + row.Amount },
                TransactionKind.TopUp => line with { TopUp = line.TopUp + row.Amount },
                TransactionKind.Virement => line with { Vired = line.Vired + row.Amount },
                TransactionKind.Contribution => line with { Contributed = line.Contributed - row.Amount },
                TransactionKind.Return or TransactionKind.CarryForward => line with { Returned = line.Returned - row.Amount },
                _ => line, // spending is read from the account of what was spent, where its reversal stands already
            };
        return line.Remaining == balance ? line : throw new InvalidOperationException($"The columns of {line.Area} come to {line.Remaining} and its account to {balance}");
    }

    private const string AccountsSql = """
        select    a.Id, a.Kind, a.AreaId, a.Name
        from      LedgerAccount a
        left join CspArea c on c.Id = a.AreaId
        where     a.BudgetYear = @BudgetYear
        order by  c.Position, a.Name
        """;
    private const string CarriedSql = """
        select coalesce(sum(b.Amount), 0)
        from   LedgerAccount a
        join   LedgerBalance b on b.AccountId = a.Id
        where  a.BudgetYear = @Previous and a.Kind = 'Returned' and a.Name = @Name
        """;
    private const string ReversalsSql = """
        select   e.AccountId, e.Kind, t.Kind as OfKind, sum(e.Amount) as Amount
        from     LedgerAccount a
        join     LedgerEntry e on e.AccountId = a.Id
        join     LedgerTransaction r on r.Id = e.TransactionId
        join     LedgerTransaction t on t.Id = r.ReversesId
        where    a.BudgetYear = @BudgetYear and r.BudgetYear = @BudgetYear and r.ReversesId is not null and e.EffectiveOn <= @Day
        group by e.AccountId, e.Kind, t.Kind
        """;
    private const string AllSql = $"""
        select   b.AccountId, b.Kind, b.Kind as OfKind, sum(b.Amount) as Amount
        from     LedgerAccount a
        join     LedgerBalance b on b.AccountId = a.Id
        where    a.BudgetYear = @BudgetYear and b.Kind <> 'Reversal'
        group by b.AccountId, b.Kind
        union all
        {ReversalsSql}
        """;
    private const string AsAtSql = $"""
        select   b.AccountId, b.Kind, b.Kind as OfKind, sum(b.Amount) as Amount
        from     LedgerAccount a
        join     LedgerBalance b on b.AccountId = a.Id
        where    a.BudgetYear = @BudgetYear and b.Kind <> 'Reversal' and b.MonthKey < @MonthKey
        group by b.AccountId, b.Kind
        union all
        select   e.AccountId, e.Kind, e.Kind as OfKind, sum(e.Amount) as Amount
        from     LedgerAccount a
        join     LedgerEntry e on e.AccountId = a.Id
        where    a.BudgetYear = @BudgetYear and e.Kind <> 'Reversal' and e.EffectiveOn between @MonthStart and @Day
        group by e.AccountId, e.Kind
        union all
        {ReversalsSql}
        """;

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
        public required TransactionKind OfKind { get; init; }
        public required Money Amount { get; init; }
    }
}
