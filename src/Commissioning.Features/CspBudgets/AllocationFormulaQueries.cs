using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Saved versions of a year's allocation formula, and what they are compared with.</summary>
public static class AllocationFormulaQueries
{
    public sealed record SavedFormula
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }
        public required string Note { get; init; }
        public required FormulaContent Content { get; init; }
        public string? SavedByName { get; init; }
        public required DateTime SavedAt { get; init; }

        /// <summary>State of the request to post it. Null: not requested, or refused or withdrawn.</summary>
        public LedgerRequestStatus? Request { get; init; }
        public Guid? RequestId { get; init; }
    }

    /// <summary>An area of a year with its base allocation of the year before.</summary>
    public sealed record FormulaArea(Guid Id, string Name, Money LastYear);

    /// <summary>How much of an earlier year's allocation was not spent.</summary>
    public sealed record PastYear(FinancialYear Year, Money Allocation, Money Expenditure)
    {
        public Money Underspend => Allocation - Expenditure;
        public Fraction Share => new(Underspend.Pence, Allocation.Pence);
    }

    public static async Task<IReadOnlyList<SavedFormula>> ListAsync(Work work, FinancialYear year) =>
        await work.QueryAsync<SavedFormula>(
            Sql + " where f.BudgetYear = @BudgetYear order by f.Number desc",
            new { (await Posting.YearAsync(work, year)).BudgetYear }
        );

    public static Task<SavedFormula> FindAsync(Work work, Guid id) => work.FindAsync<SavedFormula>(Sql + " where f.Id = @id", new { id });

    /// <summary>The areas of a year. Where areas merged, the new one has the sum of theirs.</summary>
    public static async Task<IReadOnlyList<FormulaArea>> AreasAsync(Work work, FinancialYear year)
    {
        var areas = await work.QueryAsync<AreaRow>(
            "select Id, SuccessorId, Name, ValidFrom, ValidTo from CspArea order by Position, Name, Id"
        );
        var bases = (await work.QueryAsync<BaseRow>(BasesSql, new { Previous = year.Previous.ToString() })).ToLookup(
            row => InYear(areas, row.AreaId, year),
            row => row.Amount
        );
        return areas
            .Where(area => area.ValidFrom <= year.Start && (area.ValidTo is not { } to || to >= year.Start))
            .Select(area => new FormulaArea(area.Id, area.Name, bases[area.Id].Sum()))
            .ToList();
    }

    /// <summary>Earlier years of the ledger that had an allocation, newest first, at most five.</summary>
    public static async Task<IReadOnlyList<PastYear>> PastAsync(Work work, FinancialYear year)
    {
        var past = new List<PastYear>();
        foreach (var typed in (await YearOverview.YearsAsync(work)).Where(other => string.CompareOrdinal(other, year.ToString()) < 0))
        {
            if (past.Count == 5)
                break;
            var total = (await YearOverview.GetAsync(work, FinancialYear.Parse(typed)!.Value)).Total;
            if (total.Allocation > Money.Zero)
                past.Add(new(FinancialYear.Parse(typed)!.Value, total.Allocation, total.Expenditure));
        }
        return past;
    }

    /// <summary>The area that stands for it in a year.</summary>
    private static Guid InYear(IReadOnlyList<AreaRow> areas, Guid id, FinancialYear year)
    {
        var area = areas.First(area => area.Id == id);
        while (area.ValidTo < year.Start && area.SuccessorId is { } successor)
            area = areas.First(other => other.Id == successor);
        return area.Id;
    }

    private const string Sql = """
        select    f.Id, f.BudgetYear, f.Number, f.Note, f.ContentJson as Content, p.DisplayName as SavedByName, f.SavedAt, r.Status as Request, r.Id as RequestId
        from      AllocationFormula f
        left join Person p on p.Id = f.SavedBy
        left join LedgerRequest r on r.FormulaId = f.Id and r.Status in ('Waiting', 'Approved')
        """;
    private const string BasesSql = """
        select   a.AreaId, sum(t.Amount) as Amount
        from     LedgerAccount a
        join     LedgerTotal t on t.AccountId = a.Id and t.Period = 'Month' and t.Kind = 'Base'
        where    a.BudgetYear = @Previous and a.Kind = 'Area'
        group by a.AreaId
        """;

    private sealed record AreaRow
    {
        public required Guid Id { get; init; }
        public Guid? SuccessorId { get; init; }
        public required string Name { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }
    }

    private sealed record BaseRow
    {
        public required Guid AreaId { get; init; }
        public required Money Amount { get; init; }
    }
}
