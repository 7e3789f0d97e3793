using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The movements between two dates of a year: each column of each area, and every transaction.</summary>
public sealed class Movement(Db db)
{
    public const int PageSize = 100;

    public sealed record MovementRow
    {
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required TransactionKind Kind { get; init; }
        public required string Reason { get; init; }
        public required string FromName { get; init; }
        public required string ToName { get; init; }
        public required Money Amount { get; init; }
    }

    public sealed record MovementPage(
        FinancialYear Year,
        DateOnly After,
        DateOnly Until,
        DateTime ReadAt,
        IReadOnlyList<YearOverview.AreaLine> Lines,
        YearOverview.AreaLine Total,
        IReadOnlyList<MovementRow> Rows,
        int Page,
        int Pages
    );

    /// <param name="after">The date of the first table; postings on that date are already included in it.</param>
    public Task<MovementPage> GetAsync(FinancialYear year, DateOnly after, DateOnly until, int page) =>
        db.ReadAsync(async work =>
        {
            var (first, second) = (await YearOverview.GetAsync(work, year, after), await YearOverview.GetAsync(work, year, until));
            var lines = second.Lines.Select(line => Minus(line, first.Lines.First(other => other.AreaId == line.AreaId))).ToList();
            var key = new
            {
                BudgetYear = year.ToString(),
                after,
                until,
            };
            var count = await work.ScalarAsync<int>(
                "select count(*) from LedgerTransaction where BudgetYear = @BudgetYear and EffectiveOn > @after and EffectiveOn <= @until",
                key
            );
            var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var rows = await work.QueryAsync<MovementRow>(
                RowsSql,
                new
                {
                    key.BudgetYear,
                    after,
                    until,
                    First = (page - 1) * PageSize + 1,
                    Last = page * PageSize,
                }
            );
            return new MovementPage(year, after, until, work.Now, lines, Minus(second.Total, first.Total), rows, page, pages);
        });

    private static YearOverview.AreaLine Minus(YearOverview.AreaLine later, YearOverview.AreaLine earlier) =>
        new(later.AreaId, later.Area, later.Sums.ToDictionary(pair => pair.Key, pair => pair.Value - earlier[pair.Key]));

    // Every transaction has one account that pays and one that receives.
    private const string RowsSql = """
        with Numbered as (
            select Id, row_number() over (order by EffectiveOn, Number) as RowNumber
            from   LedgerTransaction
            where  BudgetYear = @BudgetYear and EffectiveOn > @after and EffectiveOn <= @until
        )
        select   t.Number, t.EffectiveOn, t.Kind, t.Reason, g.Name as FromName, r.Name as ToName, ie.Amount
        from     Numbered n
        join     LedgerTransaction t on t.Id = n.Id
        join     LedgerEntry oe on oe.TransactionId = t.Id and oe.Amount < 0
        join     LedgerAccount g on g.Id = oe.AccountId
        join     LedgerEntry ie on ie.TransactionId = t.Id and ie.Amount > 0
        join     LedgerAccount r on r.Id = ie.AccountId
        where    n.RowNumber between @First and @Last
        order by n.RowNumber
        """;
}
