using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Where a year's money for the areas and the central pot comes from, and how much of it is allocated (R78).</summary>
public static class FundingQueries
{
    public sealed record FundingSource
    {
        public required string Name { get; init; }

        /// <summary>Below zero for a cut.</summary>
        public required Money Amount { get; init; }
        public required string Paper { get; init; }
        public required Guid RequestId { get; init; }
        public string? RequestedByName { get; init; }
        public string? ApprovedByName { get; init; }
        public required DateTime ApprovedAt { get; init; }
    }

    /// <param name="OverAllocation">In hundredths of a per cent of the sources.</param>
    /// <param name="Allocated">Base allocations, and the budget's part of the central pot.</param>
    public sealed record FundingPage(IReadOnlyList<FundingSource> Sources, int OverAllocation, Money Allocated)
    {
        public Money Total => Sources.Sum(source => source.Amount);
        public Money Ceiling => LedgerRules.Ceiling(Total, OverAllocation);
    }

    public static async Task<FundingPage> GetAsync(Work work, FinancialYear year)
    {
        var key = new { (await Posting.YearAsync(work, year)).BudgetYear };
        return new(
            await work.QueryAsync<FundingSource>(SourcesSql, key),
            await work.ScalarAsync<int>("select OverAllocation from LedgerYear where BudgetYear = @BudgetYear", key),
            new(await work.ScalarAsync<long>(AllocatedSql, key))
        );
    }

    /// <summary>Null when the sources allow this much more.</summary>
    /// <param name="formula">The formula whose planned over-allocation counts; null: that of the year.</param>
    internal static async Task<Refusal?> WhyNotAsync(Work work, FinancialYear year, Money amount, string field, Guid? formula)
    {
        var funding = await GetAsync(work, year);
        var over = formula is { } id ? (await AllocationFormulaQueries.FindAsync(work, id)).Content.OverAllocation : funding.OverAllocation;
        return LedgerRules.WhyAboveFunding(year, LedgerRules.Ceiling(funding.Total, over), funding.Allocated, amount, field);
    }

    /// <summary>The planned over-allocation of an approved formula is that of its year.</summary>
    internal static async Task AllowAsync(Work work, FinancialYear year, Guid formula) =>
        await work.ExecuteOneAsync(
            "update LedgerYear set OverAllocation = @OverAllocation where BudgetYear = @BudgetYear",
            new { BudgetYear = year.ToString(), (await AllocationFormulaQueries.FindAsync(work, formula)).Content.OverAllocation }
        );

    private const string SourcesSql = """
        select    s.Name, s.Amount, r.Paper, r.Id as RequestId, b.DisplayName as RequestedByName, d.DisplayName as ApprovedByName, r.DecidedAt as ApprovedAt
        from      FundingSource s
        join      LedgerRequest r on r.Id = s.RequestId
        left join Person b on b.Id = r.RequestedBy
        left join Person d on d.Id = r.DecidedBy
        where     s.BudgetYear = @BudgetYear
        order by  r.DecidedAt, s.Id
        """;
    private const string AllocatedSql = """
        select coalesce(-sum(t.Amount), 0)
        from   LedgerAccount a
        join   LedgerTotal t on t.AccountId = a.Id and t.Period = 'Month'
        where  a.BudgetYear = @BudgetYear and a.Kind = 'Funding' and t.Kind in ('Base', 'Central')
        """;
}
