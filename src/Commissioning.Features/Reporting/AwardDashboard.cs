using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Reporting;

/// <summary>What happened to the money of a round, or of all rounds of a fund and its predecessors. Two statements read the sums kept by
/// <see cref="AwardTotals"/> and <see cref="PeopleReached"/>, one counts the applications; page, CSV and workbook use the same tables.
/// Spending, outcomes and people are those of the last accepted return of each award; what is sent and not checked is shown next to them.
/// The page is exact and for the team alone.</summary>
public sealed class AwardDashboard(Db db)
{
    public sealed record Share(string By, Figures Money, Figures Outcomes, Figures People);

    /// <summary>One choice of what the rows, or the columns, of the table are.</summary>
    public sealed record TableChoice(string Key, string Name);

    /// <param name="Applications">Submitted applications by what was chosen for the rows, and by what the charts show.</param>
    public sealed record AwardFiguresPage(
        string Name,
        DateTime AsAt,
        Figures Pot,
        Figures Progress,
        Figures Unspent,
        Figures ToReturn,
        Figures Outcomes,
        Figures People,
        IReadOnlyList<Figures> Reached,
        IReadOnlyList<Share> Shares,
        IReadOnlyList<ApplicationRow> Applications
    )
    {
        /// <summary>Every round of the fund and its predecessors, newest year first, those of before the portal included; null: of one
        /// round.</summary>
        public Figures? Years { get; init; }

        /// <summary>The applications list of the round, to which numbers lead. Null: of a fund.</summary>
        public string? ListHref { get; init; }

        /// <summary>What the rows of the table can be, in order.</summary>
        public IReadOnlyList<TableChoice> RowChoices =>
            [
                .. Dimensions.Select(dimension => new TableChoice(dimension.Key, Sentences.CapitalFirst(dimension.By))),
                new("tier", "Tier of the checks"),
                new("score", "Agreed score"),
                new("result", "Result"),
                new(Whole, Years is null ? "The round as a whole" : "All rounds as a whole"),
                .. Years is null ? [] : new TableChoice[] { new(YearByYear, Years.Caption) },
                new(Reach, People.Caption),
                .. Reached.Select((table, i) => new TableChoice($"{Reach}-{i + 1}", table.Caption)),
            ];

        /// <summary>What the columns can be where these are the rows. One choice: they have no others.</summary>
        public static IReadOnlyList<TableChoice> ColumnChoices(string rows) =>
            [
                .. ApplicationRow.IsCountedBy(rows) ? new TableChoice[] { Sent } : [],
                .. Dimensions.Any(dimension => dimension.Key == rows) ? Columns : [],
                .. rows is Whole or YearByYear ? new TableChoice[] { new("sums", "Sums") } : [],
                .. rows.StartsWith(Reach, StringComparison.Ordinal) ? new TableChoice[] { OfPeople } : [],
            ];

        /// <summary>The table as chosen, or the first where an address asks for one that is not there.</summary>
        public (TableChoice Rows, TableChoice Columns, Figures Table) Shown(string? rows, string? columns)
        {
            var by = RowChoices.FirstOrDefault(choice => choice.Key == rows) ?? RowChoices[0];
            var choices = ColumnChoices(by.Key);
            var of = choices.FirstOrDefault(choice => choice.Key == columns) ?? choices[0];
            var share = Shares.Zip(Dimensions).FirstOrDefault(pair => pair.Second.Key == by.Key).First;
            return (
                by,
                of,
                (by.Key, of.Key) switch
                {
                    (Whole, _) => AsAWhole(),
                    (YearByYear, _) => Years!,
                    (Reach, _) => People,
                    (_, "applications") => ApplicationRow.Table(Applications, by, ListHref),
                    (_, "money") => share!.Money,
                    (_, "outcomes") => share!.Outcomes,
                    _ => share?.People ?? Reached[int.Parse(by.Key[(Reach.Length + 1)..], CultureInfo.InvariantCulture) - 1],
                }
            );
        }

        /// <summary>The sums over all awards, one below the other.</summary>
        private Figures AsAWhole() =>
            new(
                Years is null ? "The round as a whole" : "All rounds as a whole",
                [new("Figure"), new("Number", true), new("Amount", true)],
                [
                    .. Lines(Pot, cells => ["", cells[1]]),
                    .. Lines(Progress, cells => [cells[1], cells[2]]),
                    .. Lines(Unspent, cells => ["", cells[1]]),
                    .. Lines(ToReturn, cells => ["", cells[1]]),
                    .. Lines(Outcomes, cells => [cells[1], ""]),
                ]
            );

        private static IEnumerable<IReadOnlyList<string>> Lines(Figures table, Func<IReadOnlyList<string>, string[]> cells) =>
            (table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows).Select(row =>
                (IReadOnlyList<string>)[$"{table.Caption}: {Sentences.SmallFirst(row[0])}", .. cells(row)]
            );
    }

    private const string Whole = "whole";
    private const string YearByYear = "years";
    private const string Reach = "people";
    private static readonly TableChoice Sent = new("applications", "Applications");

    /// <summary>Exact numbers of people are for the page alone: one subtraction of them can give those of one project. An edition of
    /// figures is for everybody else.</summary>
    public static readonly TableChoice OfPeople = new("people", "People");
    private static readonly IReadOnlyList<TableChoice> Columns = [new("money", "Money"), new("outcomes", "Outcomes"), OfPeople];

    private static readonly (string Key, string Dimension, string By)[] Dimensions =
    [
        ("priority", "Priority", "priority"),
        ("area", "Area", "area"),
        ("zone", "Zone", "zone"),
        ("level", "PreventionLevel", "prevention level"),
        ("kind", "Kind", "kind of organisation"),
    ];

    /// <param name="rows">What the rows of the table are; null: the first.</param>
    public async Task<AwardFiguresPage> OfRoundAsync(Guid round, string? rows = null) =>
        await GetAsync(
            RoundSql,
            RoundPeopleSql,
            ApplicationRow.RoundSql,
            new { round, by = rows },
            first => $"{first.FundName}, {first.RoundName}, {first.BudgetYear}"
        ) with
        {
            ListHref = Links.Casework.Applications(round),
        };

    /// <summary>Draft rounds have no pot yet and are left out.</summary>
    public async Task<AwardFiguresPage> OfFundAsync(Guid fund, string? rows = null) =>
        await GetAsync(FundSql, FundPeopleSql, ApplicationRow.FundSql, new { fund, by = rows }, first => first.FundName) with
        {
            Years = await db.ReadAsync(async work => YearsOf(await work.QueryAsync<YearRow>(YearsSql, new { fund }))),
        };

    /// <summary>Money awarded is less what was given back or returned. Blank where it is not known.</summary>
    private static Figures YearsOf(IReadOnlyList<YearRow> rows) =>
        new(
            "Year by year",
            [
                new("Year"),
                new("Round"),
                new("Applications", true),
                new("Funded", true),
                new("Asked for", true),
                new("Awarded less what came back", true),
            ],
            rows.Select(row =>
                    (IReadOnlyList<string>)
                        [
                            row.BudgetYear,
                            row.IsPast == 1 ? $"{row.Name} ({Domain.Funds.PastRoundRules.Mark.ToLowerInvariant()})" : row.Name,
                            Count(row.Applications),
                            Count(row.Funded),
                            row.Asked?.ToString() ?? "",
                            row.Awarded.ToString(),
                        ]
                )
                .ToList(),
            [
                "Total",
                "",
                Count(rows.Sum(row => row.Applications)),
                Count(rows.Sum(row => row.Funded)),
                rows.Sum(row => row.Asked ?? Money.Zero).ToString(),
                rows.Sum(row => row.Awarded).ToString(),
            ]
        );

    public static string AsAt(AwardFiguresPage view) => $"As at {LondonTime.DateAndTime(view.AsAt)} (UK time)";

    private Task<AwardFiguresPage> GetAsync(
        string sql,
        string peopleSql,
        string applicationsSql,
        object arguments,
        Func<AwardDashboardRow, string> name
    ) =>
        db.ReadAsync(async work =>
        {
            var rows = await work.QueryAsync<AwardDashboardRow>(sql, arguments);
            if (rows.Count == 0)
                throw new NotFoundException("No such round or fund");
            static Sum Total(string called, IEnumerable<AwardDashboardRow> of) =>
                of.Aggregate(new Sum { Name = called }, (sum, row) => sum.Add(row));
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
                UnspentOf(all),
                ReturnedOf(all),
                OutcomesOf(all),
                PeopleOf(all),
                reached.GroupBy(row => row.Question).Select(ReachedOf).ToList(),
                shares,
                await work.QueryAsync<ApplicationRow>(applicationsSql, arguments)
            );
        });

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
                [Paid, "", all.Paid.ToString()],
                ["Spent by accepted returns", Count(all.Checked), Spent(all)],
                ["Sent and not checked", Count(all.NotChecked), all.NotCheckedSpent.ToString()],
                ["Closed", Count(all.Closed), ""],
            ]
        );

    private static Figures UnspentOf(Sum all) =>
        new(
            "Unspent at close-out, and recovered",
            [new("Part"), new("Amount", true)],
            [
                ["Never paid", all.NotDrawn.ToString()],
                ["Paid and not spent", (all.Unspent - all.NotDrawn - all.Recovered).ToString()],
                ["Recovered by the office", all.Recovered.ToString()],
            ],
            ["Unspent and recovered", all.Unspent.ToString()]
        );

    private static Figures ReturnedOf(Sum all) =>
        new(
            "Money to be paid back",
            [new("Part"), new("Amount", true)],
            [
                ["To come back", (all.Unspent - all.NotDrawn - all.CameBack - all.UsedAgain).ToString()],
                ["Came back", all.CameBack.ToString()],
                ["Used again", all.UsedAgain.ToString()],
            ],
            ["To be paid back", (all.Unspent - all.NotDrawn).ToString()]
        );

    private const string Paid = "Paid less what came back";

    /// <summary>Blank where no return is accepted: nothing is known, which is not zero.</summary>
    private static string Spent(Sum of) => of.Checked > 0 ? of.Reported.ToString() : "";

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
                ["People, counted once in each project", Count(all.PeopleNew)],
                ["Of them, came more than once", Count(all.PeopleRepeat)],
            ]
        );

    private static Figures ReachedOf(IGrouping<string, ReachedRow> question) =>
        new(
            $"People reached: {question.Key}{(question.First().MayOverlap ? " (may overlap)" : "")}",
            [new("Choice"), new("People", true)],
            question
                .GroupBy(row => row.Choice)
                .InAnswerOrder(choice => choice.Key)
                .Select(choice => (IReadOnlyList<string>)[choice.Key, Count(choice.Sum(row => row.People))])
                .ToList(),
            question.First().MayOverlap ? null : ["Total", Count(question.Sum(row => row.People))]
        );

    private static Share ShareOf(string by, IReadOnlyList<Sum> lines)
    {
        var column = Sentences.CapitalFirst(by);
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
            NotChecked = lines.Sum(line => line.NotChecked),
            NotCheckedSpent = lines.Sum(line => line.NotCheckedSpent),
            Recovered = lines.Sum(line => line.Recovered),
            Checked = lines.Sum(line => line.Checked),
            PeopleNew = lines.Sum(line => line.PeopleNew),
            PeopleRepeat = lines.Sum(line => line.PeopleRepeat),
        };
        return new(
            by,
            new(
                $"Money by {by}",
                [
                    new(column),
                    new("Awards", true),
                    new("Offered", true),
                    new("Accepted", true),
                    new(Paid, true),
                    new("Spent by accepted returns", true),
                    new("Sent and not checked", true),
                    new("Unspent at close-out", true),
                    new("Recovered by the office", true),
                    new("Returned", true),
                    new("Closed", true),
                ],
                lines.Select(MoneyRow).ToList(),
                MoneyRow(total)
            ),
            new(
                $"Outcomes by {by}",
                [
                    new(column),
                    new("Promised", true),
                    new("Met", true),
                    new("Partly met", true),
                    new("Not met", true),
                    new("Not reported yet", true),
                ],
                lines.Select(OutcomesRow).ToList(),
                OutcomesRow(total)
            ),
            new(
                $"People by {by}",
                [new(column), new("People, counted once in each project", true), new("Came more than once", true)],
                lines.Select(PeopleRow).ToList(),
                PeopleRow(total)
            )
        );

        static IReadOnlyList<string> MoneyRow(Sum line) =>
            [
                line.Name,
                Count(line.Awards),
                line.Offered.ToString(),
                line.Accepted.ToString(),
                line.Paid.ToString(),
                Spent(line),
                line.NotCheckedSpent.ToString(),
                (line.Unspent - line.Recovered).ToString(),
                line.Recovered.ToString(),
                line.GivenBack.ToString(),
                Count(line.Closed),
            ];
        static IReadOnlyList<string> OutcomesRow(Sum line) =>
            [line.Name, Count(line.Promised), Count(line.Met), Count(line.PartlyMet), Count(line.NotMet), Count(line.NotSaid)];
        static IReadOnlyList<string> PeopleRow(Sum line) => [line.Name, Count(line.PeopleNew), Count(line.PeopleRepeat)];
    }

    /// <summary>A whole number with commas.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private const string ColumnsSql = """
        coalesce(r.FundName, f.Name) as FundName, r.Id as RoundId, r.Name as RoundName, r.BudgetYear, coalesce(r.Pot, 0) as Pot, coalesce(r.OverAllocated, 0) as OverAllocated, t.Dimension, t.Name,
                  coalesce(t.Awards, 0) as Awards, coalesce(t.Offered, 0) as Offered, coalesce(t.Acceptances, 0) as Acceptances, coalesce(t.Accepted, 0) as Accepted, coalesce(t.Paid, 0) as Paid, coalesce(t.Reported, 0) as Reported,
                  coalesce(t.Unspent, 0) as Unspent, coalesce(t.GivenBack, 0) as GivenBack, coalesce(t.Closed, 0) as Closed, coalesce(t.Promised, 0) as Promised, coalesce(t.Met, 0) as Met, coalesce(t.PartlyMet, 0) as PartlyMet,
                  coalesce(t.NotMet, 0) as NotMet, coalesce(t.PeopleNew, 0) as PeopleNew, coalesce(t.PeopleRepeat, 0) as PeopleRepeat,
                  coalesce(t.NotChecked, 0) as NotChecked, coalesce(t.NotCheckedSpent, 0) as NotCheckedSpent, coalesce(t.NotDrawn, 0) as NotDrawn, coalesce(t.CameBack, 0) as CameBack, coalesce(t.UsedAgain, 0) as UsedAgain, coalesce(t.Recovered, 0) as Recovered, coalesce(t.Checked, 0) as Checked
        """;
    private const string RoundSql = $"""
        select    {ColumnsSql}
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
        select    {ColumnsSql}
        from      Line l
        join      Fund f on f.Id = l.Id
        left join Round r on r.FundId = l.Id and r.PublishedAt is not null
        left join AwardTally t on t.RoundId = r.Id
        order by  l.Step, r.Id, t.Dimension, t.Name
        """;

    private const string YearsSql = """
        with Line as (
            select    f.Id, f.SucceedsId
            from      Fund f
            where     f.Id = @fund
            union all
            select    e.Id, e.SucceedsId
            from      Line l
            join      Fund e on e.Id = l.SucceedsId
        )
        select   x.BudgetYear, x.Name, x.IsPast, x.Applications, x.Funded, x.Asked, x.Awarded
        from     (
                     select r.Id, r.BudgetYear, r.Name, 0 as IsPast, t.Submitted as Applications, t.Awards as Funded, t.Requested as Asked, t.Awarded
                     from   Line l
                     join   Round r on r.FundId = l.Id and r.PublishedAt is not null
                     join   RoundTally t on t.RoundId = r.Id
                     union all
                     select   r.Id, r.BudgetYear, r.Name, 1, count(*), sum(case when a.Result = 'Funded' then 1 else 0 end), sum(a.Asked), coalesce(sum(a.Awarded), 0) - coalesce(sum(a.Returned), 0)
                     from     Line l
                     join     PastRound r on r.FundId = l.Id
                     join     PastApplication a on a.PastRoundId = r.Id
                     group by r.Id, r.BudgetYear, r.Name
                 ) x
        order by x.BudgetYear desc, x.Name desc, x.Id
        """;

    private sealed record YearRow
    {
        public required string BudgetYear { get; init; }
        public required string Name { get; init; }
        public required int IsPast { get; init; }
        public required long Applications { get; init; }
        public required long Funded { get; init; }
        public Money? Asked { get; init; }
        public required Money Awarded { get; init; }
    }

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
        public required long NotChecked { get; init; }
        public required Money NotCheckedSpent { get; init; }
        public required Money NotDrawn { get; init; }
        public required Money CameBack { get; init; }
        public required Money UsedAgain { get; init; }
        public required Money Recovered { get; init; }
        public required long Checked { get; init; }
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
        public long PeopleNew { get; init; }
        public long PeopleRepeat { get; init; }
        public long NotChecked { get; init; }
        public Money NotCheckedSpent { get; init; }
        public Money NotDrawn { get; init; }
        public Money CameBack { get; init; }
        public Money UsedAgain { get; init; }
        public Money Recovered { get; init; }
        public long Checked { get; init; }

        public Sum Add(AwardDashboardRow row) =>
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
                PeopleNew = PeopleNew + row.PeopleNew,
                PeopleRepeat = PeopleRepeat + row.PeopleRepeat,
                NotChecked = NotChecked + row.NotChecked,
                NotCheckedSpent = NotCheckedSpent + row.NotCheckedSpent,
                NotDrawn = NotDrawn + row.NotDrawn,
                CameBack = CameBack + row.CameBack,
                UsedAgain = UsedAgain + row.UsedAgain,
                Recovered = Recovered + row.Recovered,
                Checked = Checked + row.Checked,
            };
    }
}
