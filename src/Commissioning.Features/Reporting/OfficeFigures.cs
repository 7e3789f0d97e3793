using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Reporting;

/// <summary>What the office was asked for, awarded, paid and got back, over all funds and years, past rounds brought in included, with the
/// money of the areas' budgets beside it. One statement sums the applications; every number leads to the list of its rows, whose totals it
/// equals.</summary>
public sealed class OfficeFigures(Db db)
{
    /// <summary>Sums over some applications. A sum without anything known in it is null.</summary>
    public sealed record Sums(
        long Applications,
        long Funded,
        long NotFunded,
        Money? Asked,
        Money? Awarded,
        Money? Paid,
        Money? Spent,
        Money? GivenBack,
        long NoAsked,
        long NoPaid,
        long NoSpent,
        long NoGivenBack
    )
    {
        /// <summary>Of those decided, per cent that were funded. Null: none is decided.</summary>
        public Fraction? Success => Funded + NotFunded > 0 ? new Fraction(Funded * 100, Funded + NotFunded) : null;

        /// <summary>Awarded, less what was given back as far as that is known.</summary>
        public Money Kept => (Awarded ?? Money.Zero) - (GivenBack ?? Money.Zero);
    }

    /// <param name="Choices">What each part of the filter can be.</param>
    /// <param name="Gaps">What is not known and therefore in no sum, in sentences.</param>
    /// <param name="HasCsp">The table of areas has the money of the areas' budgets.</param>
    public sealed record OfficeFiguresPage(
        OfficeProjects.Filter Filter,
        DateTime AsAt,
        (IReadOnlyList<string> Years, IReadOnlyList<string> Funds, IReadOnlyList<string> Areas) Choices,
        Sums Total,
        Figures FundsAndYears,
        Figures Years,
        Figures Priorities,
        Figures Areas,
        IReadOnlyList<(string Area, Money Reached)> Reached,
        IReadOnlyList<string> Gaps,
        bool HasCsp
    )
    {
        public IReadOnlyList<Figures> Tables => [FundsAndYears, Years, Priorities, Areas];

        /// <summary>What was chosen, in words.</summary>
        public string Asked =>
            Filter.IsEmpty
                ? "Every year, fund and area"
                : $"Only {string.Join("; ", new[] { ("year", Filter.Year), ("fund", Filter.Fund), ("area", Filter.Area) }.Where(part => part.Item2 is not null).Select(part => $"{part.Item1}: {part.Item2}"))}";
    }

    /// <param name="csp">The reader may see the areas' budgets.</param>
    public Task<OfficeFiguresPage> GetAsync(OfficeProjects.Filter filter, bool csp) =>
        db.ReadAsync(async work =>
        {
            var all = await work.QueryAsync<FigureRow>(RowsSql);
            var budgets = csp ? await BudgetsAsync(work) : [];
            var rows = all.Where(row =>
                    (filter.Year ?? row.BudgetYear) == row.BudgetYear
                    && (filter.Fund ?? row.Fund) == row.Fund
                    && (filter.Area ?? row.Area) == row.Area
                )
                .ToList();
            // The areas' budgets belong to no fund.
            var hasCsp = filter.Fund is null && budgets.Count > 0;
            var areas = AreasOf(
                rows,
                hasCsp
                    ? budgets.Where(line => (filter.Year ?? line.Year) == line.Year && (filter.Area ?? line.Area) == line.Area).ToList()
                    : [],
                filter,
                hasCsp
            );
            return new OfficeFiguresPage(
                filter,
                work.Now,
                (
                    all.Select(row => row.BudgetYear)
                        .Concat(budgets.Select(line => line.Year))
                        .Distinct()
                        .OrderDescending(StringComparer.Ordinal)
                        .ToList(),
                    Names(all.Select(row => row.Fund)),
                    Names(all.Select(row => row.Area).Concat(budgets.Select(line => line.Area)))
                ),
                Sum(rows),
                Table(
                    "By fund and year",
                    ["Fund", "Year"],
                    rows.GroupBy(row => (row.Fund, row.BudgetYear))
                        .OrderBy(group => group.Key.Fund, StringComparer.Ordinal)
                        .ThenByDescending(group => group.Key.BudgetYear, StringComparer.Ordinal)
                        .Select(group =>
                            (
                                new[] { group.Key.Fund, group.Key.BudgetYear },
                                filter with
                                {
                                    Fund = group.Key.Fund,
                                    Year = group.Key.BudgetYear,
                                },
                                (string?)null,
                                group.ToList()
                            )
                        ),
                    rows,
                    filter
                ),
                Table(
                    "By year, over every fund",
                    ["Year"],
                    rows.GroupBy(row => row.BudgetYear)
                        .OrderByDescending(group => group.Key, StringComparer.Ordinal)
                        .Select(group => (new[] { group.Key }, filter with { Year = group.Key }, (string?)null, group.ToList())),
                    rows,
                    filter
                ),
                Table(
                    "By priority",
                    ["Priority"],
                    InOrder(rows.GroupBy(row => row.Priority))
                        .Select(group => (new[] { group.Key }, filter, (string?)group.Key, group.ToList())),
                    rows,
                    filter
                ),
                areas.Table,
                areas.Reached,
                GapsOf(Sum(rows)),
                hasCsp
            );
        });

    private static List<string> Names(IEnumerable<string> names) =>
        InOrder(names.GroupBy(name => name)).Select(group => group.Key).ToList();

    private static IEnumerable<IGrouping<string, T>> InOrder<T>(IEnumerable<IGrouping<string, T>> groups) =>
        groups.OrderBy(group => group.Key == NotSaid).ThenBy(group => group.Key, StringComparer.Ordinal);

    private const string NotSaid = "Not said";

    /// <summary>In place of a sum of which nothing is known.</summary>
    public const string NotKnown = "Not known";

    private static Sums Sum(IReadOnlyCollection<FigureRow> rows)
    {
        Money? Known(Func<FigureRow, Money?> of) => rows.Any(row => of(row) is not null) ? rows.Sum(row => of(row) ?? Money.Zero) : null;
        return new(
            rows.Sum(row => row.Applications),
            rows.Sum(row => row.Funded),
            rows.Sum(row => row.NotFunded),
            Known(row => row.Asked),
            Known(row => row.Awarded),
            Known(row => row.Paid),
            Known(row => row.Spent),
            Known(row => row.GivenBack),
            rows.Sum(row => row.NoAsked),
            rows.Sum(row => row.NoPaid),
            rows.Sum(row => row.NoSpent),
            rows.Sum(row => row.NoGivenBack)
        );
    }

    private static IReadOnlyList<string> GapsOf(Sums sums) =>
        new (long Missing, string Sentence)[]
        {
            (sums.NoAsked, $"What {Of(sums.NoAsked, sums.Applications)} applications asked for is not known. It is in no sum."),
            (sums.NoPaid, $"What {Of(sums.NoPaid, sums.Funded)} grants were paid is not known. It is in no sum."),
            (
                sums.NoSpent,
                $"What {Of(sums.NoSpent, sums.Funded)} grants spent is not known, as no return of theirs is accepted here. It is in no sum."
            ),
            (sums.NoGivenBack, $"What {Of(sums.NoGivenBack, sums.Funded)} grants gave back is not known. It is in no sum."),
        }
            .Where(gap => gap.Missing > 0)
            .Select(gap => gap.Sentence)
            .ToList();

    private static string Of(long part, long all) => $"{AwardDashboard.Count(part)} of {AwardDashboard.Count(all)}";

    /// <summary>Null: of no grant, so zero; or of grants of which it is not known.</summary>
    private static string Cell(Money? sum, bool isMissing) => sum?.ToString() ?? (isMissing ? NotKnown : Money.Zero.ToString());

    private static Figures Table(
        string caption,
        IReadOnlyList<string> names,
        IEnumerable<(string[] Names, OfficeProjects.Filter Filter, string? Priority, List<FigureRow> Rows)> groups,
        List<FigureRow> all,
        OfficeProjects.Filter filter
    )
    {
        var lines = groups.ToList();
        return new(
            caption,
            [
                .. names.Select(name => new Column(name)),
                new("Applications", true),
                new("Asked for", true),
                new("Funded", true),
                new("Success rate", true),
                new("Awarded", true),
                new("Paid", true),
                new("Spent", true),
                new("Given back", true),
            ],
            lines.Select(line => Cells(line.Names, Sum(line.Rows))).ToList(),
            Cells(["Total", .. names.Skip(1).Select(_ => "")], Sum(all))
        )
        {
            Links = lines.Select(line => Links(line.Filter, line.Priority)).Append(Links(filter, null)).ToList(),
        };

        static IReadOnlyList<string> Cells(IEnumerable<string> names, Sums sums) =>
            [
                .. names,
                AwardDashboard.Count(sums.Applications),
                Cell(sums.Asked, sums.NoAsked > 0),
                AwardDashboard.Count(sums.Funded),
                Percent(sums.Success),
                Cell(sums.Awarded, false),
                Cell(sums.Paid, sums.NoPaid > 0),
                Cell(sums.Spent, sums.NoSpent > 0),
                Cell(sums.GivenBack, sums.NoGivenBack > 0),
            ];

        IReadOnlyList<string?> Links(OfficeProjects.Filter of, string? priority)
        {
            var (sent, funded) = (ListOf(of, priority), ListOf(of, priority, "Funded"));
            return [.. names.Select(_ => (string?)null), sent, sent, funded, null, sent, sent, sent, sent];
        }
    }

    private static string ListOf(OfficeProjects.Filter filter, string? priority = null, string? result = null) =>
        Features.Links.Reporting.OfficeApplications(
            OfficeProjects.QueryOf(
                ("year", filter.Year),
                ("fund", filter.Fund),
                ("area", filter.Area),
                ("priority", priority),
                ("result", result)
            )
        );

    private static string Percent(Fraction? share) => share is { } known ? known.ToRounded(0) + "%" : "";

    private static (Figures Table, IReadOnlyList<(string, Money)> Reached) AreasOf(
        List<FigureRow> rows,
        List<BudgetLine> budgets,
        OfficeProjects.Filter filter,
        bool hasCsp
    )
    {
        var groups = InOrder(rows.Select(row => row.Area).Concat(budgets.Select(line => line.Area)).GroupBy(area => area))
            .Select(area =>
                (
                    Area: area.Key,
                    Sums: Sum(rows.Where(row => row.Area == area.Key).ToList()),
                    Lines: budgets.Where(line => line.Area == area.Key).ToList()
                )
            )
            .ToList();
        var reached = groups.Sum(group => ReachedOf(group.Sums, group.Lines));
        return (
            new(
                hasCsp ? "By area, with the money of the areas' budgets" : "By area",
                [
                    new("Area"),
                    new("Applications", true),
                    new("Funded", true),
                    new("Awarded", true),
                    new("Given back", true),
                    .. hasCsp ? new Column[] { new("CSP allocated", true), new("CSP spent", true), new("CSP underspend", true) } : [],
                    new("Reached the area", true),
                    new("Share", true),
                ],
                groups.Select(group => Cells(group.Area, group.Sums, group.Lines)).ToList(),
                Cells("Total", Sum(rows), budgets)
            )
            {
                Links = groups
                    .Select(group => Links(filter with { Area = group.Area }, group.Lines))
                    .Append(Links(filter, budgets))
                    .ToList(),
            },
            groups.Select(group => (group.Area, ReachedOf(group.Sums, group.Lines))).ToList()
        );

        IReadOnlyList<string> Cells(string area, Sums sums, List<BudgetLine> lines) =>
            [
                area,
                AwardDashboard.Count(sums.Applications),
                AwardDashboard.Count(sums.Funded),
                Cell(sums.Awarded, false),
                Cell(sums.GivenBack, sums.NoGivenBack > 0),
                .. hasCsp
                    ? new[]
                    {
                        lines.Sum(line => line.Allocated).ToString(),
                        lines.Sum(line => line.Spent).ToString(),
                        lines.Sum(line => line.Underspend).ToString(),
                    }
                    : [],
                ReachedOf(sums, lines).ToString(),
                Percent(
                    reached > Money.Zero
                        ? new Fraction((System.Numerics.BigInteger)ReachedOf(sums, lines).Pence * 100, reached.Pence)
                        : null
                ),
            ];

        IReadOnlyList<string?> Links(OfficeProjects.Filter of, List<BudgetLine> lines)
        {
            var list = ListOf(of);
            return [null, list, ListOf(of, result: "Funded"), list, list, .. hasCsp ? Ledger(of, lines) : [], null, null];
        }

        // The entries of one year; the years, where there are several.
        static string?[] Ledger(OfficeProjects.Filter of, List<BudgetLine> lines)
        {
            if (of.Year is not { } year)
                return [Features.Links.CspBudgets.Years, Features.Links.CspBudgets.Years, Features.Links.CspBudgets.Years];
            var area = of.Area is null ? (Guid?)null : lines.Select(line => (Guid?)line.AreaId).FirstOrDefault();
            return of.Area is not null && area is null
                ? [null, null, null]
                :
                [
                    Features.Links.CspBudgets.Entries(year, LedgerColumn.Allocation, area),
                    Features.Links.CspBudgets.Entries(year, LedgerColumn.Expenditure, area),
                    area is { } one ? Features.Links.CspBudgets.Area(year, one) : Features.Links.CspBudgets.Year(year),
                ];
        }

        static Money ReachedOf(Sums sums, List<BudgetLine> lines) => sums.Kept + lines.Sum(line => line.Spent);
    }

    /// <param name="Area">As organisations have it.</param>
    /// <param name="Underspend">Allocated and not spent: returned, carried forward or still with the area.</param>
    private sealed record BudgetLine(string Year, Guid AreaId, string Area, Money Allocated, Money Spent, Money Underspend);

    private static async Task<List<BudgetLine>> BudgetsAsync(Work work)
    {
        var names = (await AreaQueries.ListAsync(work)).ToDictionary(area => area.Id, area => area.ReadAs);
        List<BudgetLine> lines = [];
        foreach (var year in await YearOverview.YearsAsync(work))
            lines.AddRange(
                (await YearOverview.GetAsync(work, FinancialYear.Parse(year)!.Value)).Lines.Select(line => new BudgetLine(
                    year,
                    line.AreaId,
                    names[line.AreaId],
                    line.Allocation,
                    line.Expenditure,
                    line.Allocation - line.Expenditure
                ))
            );
        return lines;
    }

    // A sum is null where every amount in it is.
    private const string RowsSql = $"""
        select   x.Fund, x.BudgetYear, x.Area, x.Priority, count(*) as Applications,
                 sum(case when x.Result = 'Funded' then 1 else 0 end) as Funded, sum(case when x.Result = 'NotFunded' then 1 else 0 end) as NotFunded,
                 sum(x.Asked) as Asked, sum(x.Awarded) as Awarded, sum(x.Paid) as Paid, sum(x.Spent) as Spent, sum(x.GivenBack) as GivenBack,
                 sum(case when x.Asked is null then 1 else 0 end) as NoAsked,
                 sum(case when x.Result = 'Funded' and x.Paid is null then 1 else 0 end) as NoPaid,
                 sum(case when x.Result = 'Funded' and x.Spent is null then 1 else 0 end) as NoSpent,
                 sum(case when x.Result = 'Funded' and x.GivenBack is null then 1 else 0 end) as NoGivenBack
        from     (
        {OfficeProjects.Sql}
                 ) x
        group by x.Fund, x.BudgetYear, x.Area, x.Priority
        """;

    private sealed record FigureRow
    {
        public required string Fund { get; init; }
        public required string BudgetYear { get; init; }
        public required string Area { get; init; }
        public required string Priority { get; init; }
        public required long Applications { get; init; }
        public required long Funded { get; init; }
        public required long NotFunded { get; init; }
        public Money? Asked { get; init; }
        public Money? Awarded { get; init; }
        public Money? Paid { get; init; }
        public Money? Spent { get; init; }
        public Money? GivenBack { get; init; }
        public required long NoAsked { get; init; }
        public required long NoPaid { get; init; }
        public required long NoSpent { get; init; }
        public required long NoGivenBack { get; init; }
    }
}
