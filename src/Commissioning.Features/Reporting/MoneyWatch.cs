using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Reporting;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Reporting;

/// <summary>Every budget of a year, of each fund and each area: what was planned by month, what was paid or spent, what is promised and
/// what is expected in the end.</summary>
public sealed class MoneyWatch(Db db)
{
    /// <param name="ProfileSetBy">Who set the months. Null: nobody.</param>
    public sealed record Budget(MoneySubject Of, Guid Id, string Name, WatchedMoney Money, ProfileKind Profile, string? ProfileSetBy);

    public sealed record BudgetYear(FinancialYear Year, DateTime At, IReadOnlyList<string> Years, IReadOnlyList<Budget> Budgets)
    {
        public WatchedMoney Total => WatchedMoney.Total(Budgets.Select(budget => budget.Money).ToList());

        /// <summary>The last day of the last month that is over. Null: none is.</summary>
        public DateOnly? Until => Total.Over == 0 ? null : Year.Start.AddMonths(Total.Over).AddDays(-1);
    }

    /// <summary>An award of a fund's budget.</summary>
    /// <param name="Returned">What its newest return expects to be spent in the end. Null: no return says.</param>
    public sealed record AwardLine(
        Guid Id,
        string Reference,
        string Organisation,
        Money Net,
        Money Paid,
        Money NotPaid,
        Money? Returned,
        Money Forecast
    );

    /// <param name="Planned">Instalments by month: what the profile may be taken from.</param>
    /// <param name="Awards">Of a fund's budget; empty for an area, whose lines stand in the ledger.</param>
    public sealed record BudgetDetail(
        BudgetYear Year,
        Budget Budget,
        IReadOnlyList<Money> Planned,
        IReadOnlyList<AwardLine> Awards,
        IReadOnlyList<(Guid Id, string Name, Money Pot)> Rounds
    );

    /// <summary>The newest year with a round or a ledger that has begun. Null: there is none.</summary>
    public Task<string?> NewestAsync() =>
        db.ReadAsync(async work =>
        {
            var years = await YearsAsync(work);
            var now = FinancialYear.Of(LondonTime.DateOf(work.Now)).ToString();
            return years.FirstOrDefault(year => string.CompareOrdinal(year, now) <= 0) ?? (years.Count > 0 ? years[^1] : null);
        });

    public Task<BudgetYear> GetAsync(FinancialYear year) => db.ReadAsync(work => GetAsync(work, year));

    public Task<BudgetDetail> OneAsync(FinancialYear year, MoneySubject of, Guid id) => db.ReadAsync(work => OneAsync(work, year, of, id));

    internal static async Task<BudgetDetail> OneAsync(Work work, FinancialYear year, MoneySubject of, Guid id)
    {
        var view = await GetAsync(work, year);
        var budget =
            view.Budgets.FirstOrDefault(one => one.Of == of && one.Id == id) ?? throw new NotFoundException("No such budget in the year");
        if (of == MoneySubject.Area)
            return new(view, budget, Enumerable.Repeat(Money.Zero, WatchedMoney.Months).ToList(), [], []);
        var key = new { Year = year.ToString() };
        return new(
            view,
            budget,
            ByMonth(year, (await work.QueryAsync<DayRow>(PlannedSql, key)).Where(row => row.Id == id)).Months,
            (await AwardsAsync(work, year)).Where(row => row.FundId == id).Select(row => row.Line()).ToList(),
            (
                await work.QueryAsync<RoundRow>(
                    "select Id, Name, Pot from Round where FundId = @id and BudgetYear = @Year and PublishedAt is not null and WithdrawnAt is null order by OpensAt, Id",
                    new { id, key.Year }
                )
            )
                .Select(row => (row.Id, row.Name, row.Pot))
                .ToList()
        );
    }

    internal static async Task<BudgetYear> GetAsync(Work work, FinancialYear year)
    {
        var years = await YearsAsync(work);
        if (!years.Contains(year.ToString()))
            throw new NotFoundException("Nothing is budgeted in the year");
        var key = new { Year = year.ToString() };
        var today = LondonTime.DateOf(work.Now);
        var over = MoneyRules.MonthsOver(year, today);
        var profiles = (await work.QueryAsync<ProfileRow>(ProfilesSql, key)).ToLookup(row => row.FundId ?? row.AreaId!.Value);
        (IReadOnlyList<Money> Months, ProfileKind Kind, string? By) ProfileOf(Guid id, Money budget) =>
            profiles[id].FirstOrDefault() is { Kind: not ProfileKind.Even } set
                ? (MoneyRules.Scaled(set.Amounts, budget), set.Kind, set.SetByName)
                : (MoneyRules.Even(budget), ProfileKind.Even, null);

        var budgets = new List<Budget>();
        var awards = (await AwardsAsync(work, year)).ToLookup(row => row.FundId, row => row.Line());
        var moved = (await work.QueryAsync<DayRow>(ActualSql, key)).ToLookup(row => row.Id);
        foreach (var fund in await work.QueryAsync<FundRow>(FundsSql, key))
        {
            var profile = ProfileOf(fund.Id, fund.Budget);
            var actual = ByMonth(year, moved[fund.Id]);
            budgets.Add(
                new(
                    MoneySubject.Fund,
                    fund.Id,
                    fund.Name,
                    new()
                    {
                        Budget = fund.Budget,
                        Profile = profile.Months,
                        Actual = actual.Months,
                        Later = actual.Later,
                        Committed = awards[fund.Id].Sum(line => line.NotPaid),
                        Forecast = awards[fund.Id].Sum(line => line.Forecast),
                        Over = over,
                    },
                    profile.Kind,
                    profile.By
                )
            );
        }
        if (await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Year", key) > 0)
            foreach (var line in (await YearOverview.GetAsync(work, year)).Lines)
            {
                var profile = ProfileOf(line.AreaId, line.Allocation);
                budgets.Add(
                    new(
                        MoneySubject.Area,
                        line.AreaId,
                        line.Area,
                        new()
                        {
                            Budget = line.Allocation,
                            Profile = profile.Months,
                            Actual = (await MonthlySpending.GetAsync(work, year, line.Allocation, line.AreaId))
                                .Select(month => month.Spent)
                                .ToList(),
                            Committed = line.Promised,
                            Forecast = line.Forecast ?? line.Expenditure + line.Promised,
                            Over = over,
                        },
                        profile.Kind,
                        profile.By
                    )
                );
            }
        return new(year, work.Now, years, budgets);
    }

    /// <summary>The page of one budget.</summary>
    public static string PageOf(FinancialYear year, MoneySubject of, Guid id) =>
        of == MoneySubject.Fund ? Links.Reporting.MoneyFund(year.ToString(), id) : Links.Reporting.MoneyArea(year.ToString(), id);

    /// <summary>Which day the comparison with the profile goes up to.</summary>
    public static string AsAt(BudgetYear view) =>
        view.Until is { } until
            ? $"At {LondonTime.DateAndTime(view.At)}. The profile is compared up to {LondonTime.Date(until)}, the last month that is over."
            : $"At {LondonTime.DateAndTime(view.At)}. No month of {view.Year} is over yet, so nothing is compared with the profile.";

    /// <summary>The budgets of one kind, with their sum.</summary>
    public static Figures Table(BudgetYear view, MoneySubject of)
    {
        var budgets = view.Budgets.Where(budget => budget.Of == of).ToList();
        return new(
            of == MoneySubject.Fund ? "Funds" : "Areas",
            Columns(of.Name()),
            budgets.Select(budget => Row(budget.Name, budget.Money, MoneyRules.Name(budget.Profile))).ToList(),
            Row("Total", WatchedMoney.Total(budgets.Select(budget => budget.Money).ToList()), "")
        )
        {
            Links = budgets.Select(budget => (IReadOnlyList<string?>)[PageOf(view.Year, of, budget.Id)]).ToList(),
        };
    }

    /// <summary>Funds, areas and the whole, a row each.</summary>
    public static Figures Whole(BudgetYear view) =>
        new(
            "Funds and areas",
            Columns("Part"),
            Enum.GetValues<MoneySubject>()
                .Select(of =>
                    Row(
                        of == MoneySubject.Fund ? "Funds" : "Areas",
                        WatchedMoney.Total(view.Budgets.Where(budget => budget.Of == of).Select(budget => budget.Money).ToList()),
                        ""
                    )
                )
                .ToList(),
            Row("Total", view.Total, "")
        );

    /// <summary>The months with what each adds up to; a month that has not begun has no actual.</summary>
    public static Figures Months(FinancialYear year, WatchedMoney money, DateOnly today)
    {
        var begun = MoneyRules.MonthsOver(year, today) + (year.Contains(today) ? 1 : 0);
        var rows = Enumerable
            .Range(0, WatchedMoney.Months)
            .Select(month =>
                (IReadOnlyList<string>)
                    [
                        year.Start.AddMonths(month).ToString("MMMM yyyy", CultureInfo.InvariantCulture),
                        money.Profile[month].ToString(),
                        month < begun ? money.Actual[month].ToString() : "",
                        money.Profile.Take(month + 1).Sum().ToString(),
                        month < begun ? money.Actual.Take(month + 1).Sum().ToString() : "",
                        month < begun ? (money.Actual.Take(month + 1).Sum() - money.Profile.Take(month + 1).Sum()).ToString() : "",
                    ]
            )
            .ToList();
        if (money.Later != Money.Zero)
            rows.Add(["After 31 March", "", money.Later.ToString(), "", money.ActualInAll.ToString(), ""]);
        return new(
            "By month",
            [
                new("Month"),
                new("Profile", true),
                new("Actual", true),
                new("Profile since 1 April", true),
                new("Actual since 1 April", true),
                new("Difference", true),
            ],
            rows,
            ["Total", money.Profile.Sum().ToString(), money.ActualInAll.ToString(), "", "", ""]
        );
    }

    public static Figures Awards(BudgetDetail view) =>
        new(
            "Awards",
            [
                new("Award"),
                new("Organisation"),
                new("Awarded", true),
                new("Paid", true),
                new("Not paid yet", true),
                new("Forecast of its return", true),
                new("Forecast", true),
            ],
            view.Awards.Select(line =>
                    (IReadOnlyList<string>)
                        [
                            line.Reference,
                            line.Organisation,
                            line.Net.ToString(),
                            line.Paid.ToString(),
                            line.NotPaid.ToString(),
                            line.Returned?.ToString() ?? "",
                            line.Forecast.ToString(),
                        ]
                )
                .ToList(),
            [
                "Total",
                "",
                view.Awards.Sum(line => line.Net).ToString(),
                view.Awards.Sum(line => line.Paid).ToString(),
                view.Awards.Sum(line => line.NotPaid).ToString(),
                "",
                view.Awards.Sum(line => line.Forecast).ToString(),
            ]
        )
        {
            Links = view.Awards.Select(line => (IReadOnlyList<string?>)[Features.Links.Payments.Award(line.Id)]).ToList(),
        };

    public static byte[] Xlsx(BudgetYear view) => FiguresWorkbook.Write(Tables(view), AsAt(view));

    public static byte[] Csv(BudgetYear view) =>
        CsvText.Write([
            [$"Budgets of {view.Year}"],
            [AsAt(view)],
            .. Tables(view)
                .SelectMany(table =>
                    new IReadOnlyList<string>[] { [], [table.Caption], table.Columns.Select(column => column.Name).ToList() }
                        .Concat(table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows)
                        .Select(row => (IReadOnlyList<string>)row.Select((cell, i) => Plain(table, cell, i)).ToList())
                ),
        ]);

    private static string Plain(Figures table, string cell, int column) =>
        table.Columns.ElementAtOrDefault(column) is { Numeric: true }
            ? cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            : cell;

    private static IEnumerable<Figures> Tables(BudgetYear view) =>
        [
            Whole(view),
            Table(view, MoneySubject.Fund),
            Table(view, MoneySubject.Area),
            Months(view.Year, view.Total, LondonTime.DateOf(view.At)),
        ];

    private static IReadOnlyList<Column> Columns(string first) =>
        [
            new(first),
            new("Budget", true),
            new("Profile so far", true),
            new("Actual so far", true),
            new("Against the profile", true),
            new("Actual in all", true),
            new("Committed", true),
            new("Forecast", true),
            new("Against the budget", true),
            new("Profile"),
        ];

    private static IReadOnlyList<string> Row(string name, WatchedMoney money, string profile) =>
        [
            name,
            money.Budget.ToString(),
            money.ProfileSoFar.ToString(),
            money.ActualSoFar.ToString(),
            money.AgainstProfile.ToString(),
            money.ActualInAll.ToString(),
            money.Committed.ToString(),
            money.Forecast.ToString(),
            money.AgainstBudget.ToString(),
            profile,
        ];

    private static (IReadOnlyList<Money> Months, Money Later) ByMonth(FinancialYear year, IEnumerable<DayRow> rows)
    {
        var months = Enumerable.Repeat(Money.Zero, WatchedMoney.Months).ToList();
        var later = Money.Zero;
        foreach (var row in rows)
            if (MoneyRules.MonthOf(year, row.Day) is { } month)
                months[month] += row.Amount;
            else
                later += row.Amount;
        return (months, later);
    }

    private static Task<IReadOnlyList<AwardRow>> AwardsAsync(Work work, FinancialYear year) =>
        work.QueryAsync<AwardRow>(
            AwardsSql,
            new { Year = year.ToString(), Until = LondonTime.DateOf(work.Now) is var today && today > year.End ? today : year.End }
        );

    private static Task<IReadOnlyList<string>> YearsAsync(Work work) =>
        work.QueryAsync<string>(
            """
            select   x.BudgetYear
            from     (select BudgetYear from LedgerYear union select BudgetYear from Round where PublishedAt is not null and WithdrawnAt is null) x
            order by x.BudgetYear desc
            """
        );

    private const string FundsSql = """
        select   f.Id, f.Name, sum(n.Pot) as Budget
        from     Round n
        join     Fund f on f.Id = n.FundId
        where    n.BudgetYear = @Year and n.PublishedAt is not null and n.WithdrawnAt is null
        group by f.Id, f.Name
        order by f.Name, f.Id
        """;
    private const string ActualSql = """
        select   n.FundId as Id, p.PaidOn as Day, sum(p.Amount) as Amount
        from     Round n
        join     Award w on w.RoundId = n.Id
        join     Payment p on p.AwardId = w.Id
        where    n.BudgetYear = @Year and p.Status = 'Paid' and p.PaidOn is not null
        group by n.FundId, p.PaidOn
        union all
        select   n.FundId as Id, c.ReceivedOn as Day, -sum(c.Amount) as Amount
        from     Round n
        join     Award w on w.RoundId = n.Id
        join     RecoveryInvoice i on i.AwardId = w.Id
        join     RecoveryReceipt c on c.InvoiceId = i.Id
        where    n.BudgetYear = @Year and i.Kind <> 'Overpaid'
        group by n.FundId, c.ReceivedOn
        """;
    private const string PlannedSql = """
        select   n.FundId as Id, i.DueOn as Day, sum(i.Amount) as Amount
        from     Round n
        join     Award w on w.RoundId = n.Id
        join     Instalment i on i.AwardId = w.Id
        where    n.BudgetYear = @Year and w.EndedAt is null
        group by n.FundId, i.DueOn
        """;
    private const string AwardsSql = """
        select    n.FundId, w.Id, a.Reference, o.Name as Organisation, w.Amount - w.GivenBack as Net, w.EndedAt,
                  (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid') - coalesce(c.Received, 0) as Paid,
                  (select count(*) from Instalment i where i.AwardId = w.Id) as Instalments,
                  (select coalesce(sum(i.Amount), 0) from Instalment i where i.AwardId = w.Id and i.DueOn <= @Until) as Due,
                  (select max(t.Forecast) from MonitoringReturn t where t.AwardId = w.Id and t.Forecast is not null and t.Status in ('Submitted', 'Accepted')
                      and t.SubmittedAt = (select max(u.SubmittedAt) from MonitoringReturn u where u.AwardId = w.Id and u.Forecast is not null and u.Status in ('Submitted', 'Accepted'))) as Returned
        from      Round n
        join      Award w on w.RoundId = n.Id
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join CloseOut c on c.AwardId = w.Id
        where     n.BudgetYear = @Year and n.PublishedAt is not null and n.WithdrawnAt is null and coalesce(w.EndedHow, '') not in ('Declined', 'OfferWithdrawn')
        order by  a.Reference, w.Id
        """;
    private const string ProfilesSql = """
        select   p.FundId, p.AreaId, p.Kind, p.Months, q.DisplayName as SetByName
        from     MoneyProfile p
        join     Person q on q.Id = p.SetBy
        where    p.BudgetYear = @Year
        order by p.SetAt desc, p.Id desc
        """;

    private sealed record FundRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required Money Budget { get; init; }
    }

    private sealed record RoundRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required Money Pot { get; init; }
    }

    private sealed record DayRow
    {
        public required Guid Id { get; init; }
        public required DateOnly Day { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record ProfileRow
    {
        public Guid? FundId { get; init; }
        public Guid? AreaId { get; init; }
        public required ProfileKind Kind { get; init; }
        public required string Months { get; init; }
        public required string SetByName { get; init; }

        public IReadOnlyList<Money> Amounts =>
            Months.Split(',').Select(pence => new Money(long.Parse(pence, CultureInfo.InvariantCulture))).ToList();
    }

    private sealed record AwardRow
    {
        public required Guid FundId { get; init; }
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required Money Net { get; init; }
        public DateTime? EndedAt { get; init; }
        public required Money Paid { get; init; }
        public required int Instalments { get; init; }
        public required Money Due { get; init; }
        public Money? Returned { get; init; }

        public AwardLine Line()
        {
            var notPaid = EndedAt is not null || Net <= Paid ? Money.Zero : Net - Paid;
            var due = Instalments == 0 || Due - Paid > notPaid ? notPaid : Due - Paid;
            var planned = due > Money.Zero ? due : Money.Zero;
            return new(
                Id,
                Reference,
                Organisation,
                Net,
                Paid,
                notPaid,
                Returned,
                MoneyRules.ForecastOf(Net, Paid, planned, Returned, EndedAt is not null)
            );
        }
    }
}
