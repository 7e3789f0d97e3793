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
        var key = new { BudgetYear = year.ToString(), Stretches = asAt is { } day ? Stretches.UpTo(year, day) : [Stretches.WholeYear] };
        var details = await work.FindAsync<Posting.Year>("select BudgetYear, LockedAt, LastNumber from LedgerYear where BudgetYear = @BudgetYear", key);
        var accounts = (await work.QueryAsync<AccountRow>(AccountsSql, key)).ToList();
        var sums = (await work.QueryAsync<SumRow>(SumsSql, key)).ToLookup(row => row.AccountId);
        Money Of(Guid account, params TransactionKind[] kinds) => sums[account].Where(row => kinds.Length == 0 || kinds.Contains(row.Kind)).Sum(row => row.Amount);
        var carried = new Money(await work.ScalarAsync<long>(CarriedSql, new { Previous = year.Previous.ToString(), Name = $"Carried into {year}" }));
        var projects = await work.ScalarAsync<int>("select count(*) from CspProject where BudgetYear = @BudgetYear and Status = 'Approved'", key);

        var lines = accounts.Where(account => account.Kind == AccountKind.Area).Select(account =>
        {
            var spent = accounts.First(other => other.Kind == AccountKind.Spent && other.AreaId == account.AreaId);
            var line = new Line(account.AreaId!.Value, account.Name, Of(account.Id, TransactionKind.Base), Of(account.Id, TransactionKind.TopUp), Of(account.Id, TransactionKind.Virement), Of(spent.Id), Money.Nil - Of(account.Id, TransactionKind.Contribution),
                Money.Nil - Of(account.Id, TransactionKind.Return, TransactionKind.CarryForward));
            return line.Remaining == Of(account.Id) ? line : throw new InvalidOperationException($"The columns of {line.Area} come to {line.Remaining} and its account to {Of(account.Id)}");
        }).ToList();
        IReadOnlyList<Named> Named(AccountKind kind) => accounts.Where(account => account.Kind == kind).Select(account => new Named(account.Name, Of(account.Id))).ToList();
        return new(year, asAt, details.LockedAt, lines, Named(AccountKind.Scheme), Named(AccountKind.Payee), accounts.Where(account => account.Kind == AccountKind.Central).Sum(account => Of(account.Id)),
            carried + accounts.Where(account => account.Kind == AccountKind.BroughtForward).Sum(account => Of(account.Id)), projects);
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
        join     LedgerBalance b on b.AccountId = a.Id and b.Stretch in @Stretches
        where    a.BudgetYear = @BudgetYear
        group by b.AccountId, b.Kind
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
        public required Money Amount { get; init; }
    }
}
