using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Reporting;

/// <summary>What happened to the money of a round, or of all rounds of a fund and its predecessors. Two statements read the sums kept by
/// <see cref="AwardTotals"/> and <see cref="PeopleReached"/>; page, CSV and workbook use the same tables, so they show the same.</summary>
public sealed class AwardDashboard(Db db)
{
    /// <summary>One breakdown of the awards, for bars: amount offered and people reached. A hidden number has no bar.</summary>
    public sealed record AwardFigureLine(string Name, Money Offered, PeopleShown People);

    public sealed record Share(string By, IReadOnlyList<AwardFigureLine> Lines, Figures Money, Figures Results);

    public sealed record AwardFiguresPage(
        string Name,
        DateTime AsAt,
        Figures Pot,
        Figures Progress,
        Figures Outcomes,
        Figures People,
        IReadOnlyList<Figures> Reached,
        IReadOnlyList<Share> Shares,
        bool HidesPeople
    )
    {
        public IEnumerable<Figures> Tables =>
            [Pot, Progress, Outcomes, People, .. Reached, .. Shares.SelectMany(share => new[] { share.Money, share.Results })];
    }

    private static readonly (string Dimension, string By)[] Dimensions =
    [
        ("Priority", "priority"),
        ("Area", "area"),
        ("Zone", "zone"),
        ("PreventionLevel", "prevention level"),
        ("Kind", "kind of organisation"),
    ];

    public Task<AwardFiguresPage> OfRoundAsync(Guid round) =>
        GetAsync(RoundSql, RoundPeopleSql, new { round }, first => $"{first.FundName}, {first.RoundName}, {first.BudgetYear}");

    /// <summary>Draft rounds have no pot yet and are left out.</summary>
    public Task<AwardFiguresPage> OfFundAsync(Guid fund) => GetAsync(FundSql, FundPeopleSql, new { fund }, first => first.FundName);

    public static byte[] Xlsx(AwardFiguresPage view) => FiguresWorkbook.Write(view.Tables);

    /// <summary>Every table below its caption; cells without pound signs or commas.</summary>
    public static byte[] Csv(AwardFiguresPage view) =>
        CsvText.Write([
            [view.Name],
            [AsAt(view)],
            .. view.Tables.SelectMany(table =>
                new IReadOnlyList<string>[] { [], [table.Caption], table.Columns.Select(column => column.Name).ToList() }
                    .Concat(table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows)
                    .Select(row =>
                        (IReadOnlyList<string>)
                            row.Select(
                                    (cell, i) =>
                                        table.Columns.ElementAtOrDefault(i) is { Numeric: true }
                                            ? cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
                                            : cell
                                )
                                .ToList()
                    )
            ),
        ]);

    public static string AsAt(AwardFiguresPage view) => $"As at {LondonTime.DateAndTime(view.AsAt)} (UK time)";

    private Task<AwardFiguresPage> GetAsync(string sql, string peopleSql, object arguments, Func<AwardDashboardRow, string> name) =>
        db.ReadAsync(async work =>
        {
            var rows = await work.QueryAsync<AwardDashboardRow>(sql, arguments);
            if (rows.Count == 0)
                throw new NotFoundException("No such round or fund");
            var people = rows.GroupBy(row => row.RoundId)
                .ToDictionary(
                    round => round.Key ?? Guid.Empty,
                    round => (New: Protect(round, row => row.PeopleNew), Repeat: Protect(round, row => row.PeopleRepeat))
                );
            Sum Total(string called, IEnumerable<AwardDashboardRow> of) =>
                of.Aggregate(
                    new Sum { Name = called },
                    (sum, row) =>
                        sum.Add(
                            row,
                            people[row.RoundId ?? Guid.Empty].New[(row.Dimension, row.Name)],
                            people[row.RoundId ?? Guid.Empty].Repeat[(row.Dimension, row.Name)]
                        )
                );
            var all = Total("Total", rows.Where(row => row.Dimension is "All" or null));
            var pot = rows.Where(row => row.Dimension is "All" or null && row.RoundId is not null)
                .Aggregate(
                    PotSplit.Zero,
                    (sum, row) => sum + PotRules.Split(row.Pot + row.OverAllocated, row.Offered + row.GivenBack, row.GivenBack)
                );
            var shares = Dimensions
                .Select(dimension =>
                    ShareOf(
                        dimension.By,
                        rows.Where(row => row.Dimension == dimension.Dimension && (row.Awards > 0 || row.GivenBack > Money.Zero))
                            .GroupBy(row => row.Name!)
                            .OrderBy(group => group.Key is "Not said" or "None")
                            .ThenBy(group => group.Key, StringComparer.Ordinal)
                            .Select(group => Total(group.Key, group))
                            .ToList()
                    )
                )
                .ToList();
            var reached = await work.QueryAsync<ReachedRow>(peopleSql, arguments);
            return new AwardFiguresPage(
                name(rows[0]),
                work.Now,
                PotOf(pot),
                ProgressOf(all),
                OutcomesOf(all),
                PeopleOf(all),
                reached.GroupBy(row => row.Question).Select(ReachedOf).ToList(),
                shares,
                rows.Where(row => row.Dimension is not null)
                    .Any(row =>
                        people[row.RoundId!.Value].New[(row.Dimension, row.Name)].Hidden != HiddenNumber.No
                        || people[row.RoundId!.Value].Repeat[(row.Dimension, row.Name)].Hidden != HiddenNumber.No
                    )
            );
        });

    /// <summary>The numbers of people of a round as they may be shown; the round's total is its row without a dimension.</summary>
    private static Dictionary<(string? Dimension, string? Name), PeopleShown> Protect(
        IEnumerable<AwardDashboardRow> round,
        Func<AwardDashboardRow, long> number
    )
    {
        var tables = round.Where(row => row.Dimension is not ("All" or null)).GroupBy(row => row.Dimension).ToList();
        var shown = SmallNumbers.Protect(tables.Select(table => (IReadOnlyList<long>)table.Select(number).ToList()).ToList());
        var cells = tables
            .SelectMany((table, t) => table.Select((row, i) => ((row.Dimension, row.Name), shown.Tables[t][i])))
            .ToDictionary(cell => cell.Item1, cell => cell.Item2);
        cells[("All", "All")] = shown.Total;
        cells[(null, null)] = default;
        return cells;
    }

    private static Figures PotOf(PotSplit pot)
    {
        List<IReadOnlyList<string>> rows =
        [
            ["Offered", pot.Offered.ToString()],
            ["Unallocated", pot.Unallocated.ToString()],
            ["Returned and not awarded again", pot.Returned.ToString()],
        ];
        if (pot.Beyond > Money.Zero)
            rows.Add(["Offered above the pot", (-pot.Beyond).ToString()]);
        return new("The pot", [new("Part"), new("Amount", true)], rows, ["Pot", pot.Pot.ToString()]);
    }

    private static Figures ProgressOf(Sum all) =>
        new(
            "Offers and their results",
            [new("Figure"), new("Projects", true), new("Amount", true)],
            [
                ["Offered", Count(all.Awards), all.Offered.ToString()],
                ["Accepted", Count(all.Acceptances), all.Accepted.ToString()],
                ["Paid", "", all.Paid.ToString()],
                ["Reported as spent", "", all.Reported.ToString()],
                ["Unspent at close-out", "", all.Unspent.ToString()],
                ["Closed", Count(all.Closed), ""],
            ]
        );

    private static Figures OutcomesOf(Sum all) =>
        new(
            "Outcomes against what was promised",
            [new("Outcome"), new("Number", true)],
            [
                ["Met", Count(all.Met)],
                ["Partly met", Count(all.PartlyMet)],
                ["Not met", Count(all.NotMet)],
                ["Not reported yet", Count(all.NotSaid)],
            ],
            ["Promised", Count(all.Promised)]
        );

    private static Figures PeopleOf(Sum all) =>
        new(
            "People reached",
            [new("People"), new("Number", true)],
            [
                ["Took part for the first time", all.PeopleNew.ToString()],
                ["Came back", all.PeopleRepeat.ToString()],
            ]
        );

    /// <summary>Each round protects its own numbers, so that a fund's sum reveals no more than its rounds do.</summary>
    private static Figures ReachedOf(IGrouping<string, ReachedRow> question)
    {
        var shown = question
            .GroupBy(row => row.RoundId)
            .SelectMany(round =>
                round.Zip(
                    round.First().MayOverlap
                        ? SmallNumbers.Overlapping(round.Select(row => row.People))
                        : SmallNumbers.Protect([round.Select(row => row.People).ToList()]).Tables[0]
                )
            )
            .GroupBy(pair => pair.First.Choice)
            .Select(choice => (choice.Key, Sum: choice.Aggregate(default(PeopleShown), (sum, pair) => sum + pair.Second)))
            .ToList();
        return new(
            $"People reached: {question.Key}{(question.First().MayOverlap ? " (may overlap)" : "")}",
            [new("Choice"), new("People", true)],
            shown.Select(choice => (IReadOnlyList<string>)[choice.Key, choice.Sum.ToString()]).ToList(),
            question.First().MayOverlap
                ? null
                :
                [
                    shown.Any(choice => choice.Sum.Hidden != HiddenNumber.No) ? "Total of what is shown" : "Total",
                    Count(shown.Sum(choice => choice.Sum.Number)),
                ]
        );
    }

    private static Share ShareOf(string by, IReadOnlyList<Sum> lines)
    {
        var column = char.ToUpperInvariant(by[0]) + by[1..];
        var total = new Sum
        {
            Name = "Total",
            Awards = lines.Sum(line => line.Awards),
            Offered = lines.Sum(line => line.Offered),
            Acceptances = lines.Sum(line => line.Acceptances),
            Accepted = lines.Sum(line => line.Accepted),
            Paid = lines.Sum(line => line.Paid),
            Reported = lines.Sum(line => line.Reported),
            Unspent = lines.Sum(line => line.Unspent),
            GivenBack = lines.Sum(line => line.GivenBack),
            Closed = lines.Sum(line => line.Closed),
            Promised = lines.Sum(line => line.Promised),
            Met = lines.Sum(line => line.Met),
            PartlyMet = lines.Sum(line => line.PartlyMet),
            NotMet = lines.Sum(line => line.NotMet),
            PeopleNew = new(lines.Sum(line => line.PeopleNew.Number)),
            PeopleRepeat = new(lines.Sum(line => line.PeopleRepeat.Number)),
        };
        if (lines.Any(line => line.PeopleNew.Hidden != HiddenNumber.No || line.PeopleRepeat.Hidden != HiddenNumber.No))
            total = total with { Name = "Total of what is shown" };
        return new(
            by,
            lines.Select(line => new AwardFigureLine(line.Name, line.Offered, line.PeopleNew)).ToList(),
            new(
                $"Money by {by}",
                [
                    new(column),
                    new("Awards", true),
                    new("Offered", true),
                    new("Accepted", true),
                    new("Paid", true),
                    new("Reported as spent", true),
                    new("Unspent at close-out", true),
                    new("Returned", true),
                    new("Closed", true),
                ],
                lines.Select(MoneyRow).ToList(),
                MoneyRow(total with { Name = "Total" })
            ),
            new(
                $"Outcomes and people by {by}",
                [
                    new(column),
                    new("Promised", true),
                    new("Met", true),
                    new("Partly met", true),
                    new("Not met", true),
                    new("Not reported yet", true),
                    new("People reached", true),
                    new("Came back", true),
                ],
                lines.Select(ResultsRow).ToList(),
                ResultsRow(total)
            )
        );

        static IReadOnlyList<string> MoneyRow(Sum line) =>
            [
                line.Name,
                Count(line.Awards),
                line.Offered.ToString(),
                line.Accepted.ToString(),
                line.Paid.ToString(),
                line.Reported.ToString(),
                line.Unspent.ToString(),
                line.GivenBack.ToString(),
                Count(line.Closed),
            ];
        static IReadOnlyList<string> ResultsRow(Sum line) =>
            [
                line.Name,
                Count(line.Promised),
                Count(line.Met),
                Count(line.PartlyMet),
                Count(line.NotMet),
                Count(line.NotSaid),
                line.PeopleNew.ToString(),
                line.PeopleRepeat.ToString(),
            ];
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private const string Columns = """
        coalesce(r.FundName, f.Name) as FundName, r.Id as RoundId, r.Name as RoundName, r.BudgetYear, coalesce(r.Pot, 0) as Pot, coalesce(r.OverAllocated, 0) as OverAllocated, t.Dimension, t.Name,
                  coalesce(t.Awards, 0) as Awards, coalesce(t.Offered, 0) as Offered, coalesce(t.Acceptances, 0) as Acceptances, coalesce(t.Accepted, 0) as Accepted, coalesce(t.Paid, 0) as Paid, coalesce(t.Reported, 0) as Reported,
                  coalesce(t.Unspent, 0) as Unspent, coalesce(t.GivenBack, 0) as GivenBack, coalesce(t.Closed, 0) as Closed, coalesce(t.Promised, 0) as Promised, coalesce(t.Met, 0) as Met, coalesce(t.PartlyMet, 0) as PartlyMet,
                  coalesce(t.NotMet, 0) as NotMet, coalesce(t.PeopleNew, 0) as PeopleNew, coalesce(t.PeopleRepeat, 0) as PeopleRepeat
        """;
    private const string RoundSql = $"""
        select    {Columns}
        from      Round r
        join      Fund f on f.Id = r.FundId
        left join AwardTally t on t.RoundId = r.Id
        where     r.Id = @round
        order by  t.Dimension, t.Name
        """;
    private const string FundSql = $"""
        with Line as (
            select    f.Id, f.SucceedsId, 0 as Step
            from      Fund f
            where     f.Id = @fund
            union all
            select    e.Id, e.SucceedsId, l.Step + 1
            from      Line l
            join      Fund e on e.Id = l.SucceedsId
        )
        select    {Columns}
        from      Line l
        join      Fund f on f.Id = l.Id
        left join Round r on r.FundId = l.Id and r.PublishedAt is not null
        left join AwardTally t on t.RoundId = r.Id
        order by  l.Step, r.Id, t.Dimension, t.Name
        """;

    private const string RoundPeopleSql =
        "select p.RoundId, p.Question, p.Choice, p.MayOverlap, p.People from RoundPeople p where p.RoundId = @round order by p.Question, p.Choice, p.RoundId";
    private const string FundPeopleSql = """
        with Line as (
            select    f.Id, f.SucceedsId
            from      Fund f
            where     f.Id = @fund
            union all
            select    e.Id, e.SucceedsId
            from      Line l
            join      Fund e on e.Id = l.SucceedsId
        )
        select    p.RoundId, p.Question, p.Choice, p.MayOverlap, p.People
        from      Line l
        join      Round r on r.FundId = l.Id
        join      RoundPeople p on p.RoundId = r.Id
        order by  p.Question, p.Choice, p.RoundId
        """;

    private sealed record ReachedRow
    {
        public required Guid RoundId { get; init; }
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required bool MayOverlap { get; init; }
        public required long People { get; init; }
    }

    private sealed record AwardDashboardRow
    {
        public required string FundName { get; init; }
        public Guid? RoundId { get; init; }
        public string? RoundName { get; init; }
        public string? BudgetYear { get; init; }
        public required Money Pot { get; init; }
        public required Money OverAllocated { get; init; }

        /// <summary>Null for a round without awards.</summary>
        public string? Dimension { get; init; }
        public string? Name { get; init; }
        public required long Awards { get; init; }
        public required Money Offered { get; init; }
        public required long Acceptances { get; init; }
        public required Money Accepted { get; init; }
        public required Money Paid { get; init; }
        public required Money Reported { get; init; }
        public required Money Unspent { get; init; }
        public required Money GivenBack { get; init; }
        public required long Closed { get; init; }
        public required long Promised { get; init; }
        public required long Met { get; init; }
        public required long PartlyMet { get; init; }
        public required long NotMet { get; init; }
        public required long PeopleNew { get; init; }
        public required long PeopleRepeat { get; init; }
    }

    private sealed record Sum
    {
        public required string Name { get; init; }
        public long Awards { get; init; }
        public Money Offered { get; init; }
        public long Acceptances { get; init; }
        public Money Accepted { get; init; }
        public Money Paid { get; init; }
        public Money Reported { get; init; }
        public Money Unspent { get; init; }
        public Money GivenBack { get; init; }
        public long Closed { get; init; }
        public long Promised { get; init; }
        public long Met { get; init; }
        public long PartlyMet { get; init; }
        public long NotMet { get; init; }
        public long NotSaid => Promised - Met - PartlyMet - NotMet;
        public PeopleShown PeopleNew { get; init; }
        public PeopleShown PeopleRepeat { get; init; }

        public Sum Add(AwardDashboardRow row, PeopleShown first, PeopleShown again) =>
            this with
            {
                Awards = Awards + row.Awards,
                Offered = Offered + row.Offered,
                Acceptances = Acceptances + row.Acceptances,
                Accepted = Accepted + row.Accepted,
                Paid = Paid + row.Paid,
                Reported = Reported + row.Reported,
                Unspent = Unspent + row.Unspent,
                GivenBack = GivenBack + row.GivenBack,
                Closed = Closed + row.Closed,
                Promised = Promised + row.Promised,
                Met = Met + row.Met,
                PartlyMet = PartlyMet + row.PartlyMet,
                NotMet = NotMet + row.NotMet,
                PeopleNew = PeopleNew + first,
                PeopleRepeat = PeopleRepeat + again,
            };
    }
}
