using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Lists;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Reporting;

/// <summary>The demonstration with the office's published rounds of 2023-24 brought in: invented organisations, real totals.</summary>
public sealed class OfficeFiguresTests(DemonstrationHostWithoutPdf host) : IClassFixture<DemonstrationHostWithoutPdf>, IAsyncLifetime
{
    private const string Safety = "Commissioner's Safety Fund";
    private const string Zones = "People Zones";

    public async Task InitializeAsync()
    {
        if (await host.Database.CountAsync("PastRound") > 0)
            return;
        await BringInAsync(Safety, "Round 2", 39, 17, 16_211_012, "Invented Group");
        await BringInAsync(Zones, "Round 3", 17, 8, 4_415_800, "Zone Group");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_published_rounds_of_2023_24_stand_in_the_figures_to_the_penny()
    {
        var view = await FiguresAsync(new(Year: "2023-24"));
        Assert.Equal(
            [
                [Safety, "2023-24", "39", "£258,024.10", "17", "44%", "£162,110.12", "£162,110.12", "Not known", "Not known"],
                [Zones, "2023-24", "17", "£83,447.81", "8", "47%", "£44,158.00", "£44,158.00", "Not known", "Not known"],
                ["Total", "", "56", "£341,471.91", "25", "45%", "£206,268.12", "£206,268.12", "Not known", "Not known"],
            ],
            Rows(view.FundsAndYears)
        );
        // What is not known is said, and is no zero.
        Assert.Equal(
            [
                "What 25 of 25 grants spent is not known, as no return of theirs is accepted here. It is in no sum.",
                "What 25 of 25 grants gave back is not known. It is in no sum.",
            ],
            view.Gaps
        );
    }

    /// <summary>Each filter that the page offers, one, two and three at a time.</summary>
    [Fact]
    public async Task Every_number_is_the_total_of_the_list_that_it_leads_to_and_every_total_the_sum_of_its_rows()
    {
        var whole = await FiguresAsync(new());
        Assert.Contains(whole.FundsAndYears.Rows, row => row[0] == Safety && row[1] == "2024-25" && row[2] == "57");
        var checkedCells = 0;
        foreach (var year in whole.Choices.Years.Prepend(null))
        foreach (var fund in whole.Choices.Funds.Prepend(null))
        foreach (var area in new[] { null, "Leicester", "Charnwood" })
        {
            var view = await FiguresAsync(new(year, fund, area));
            foreach (var table in view.Tables)
            {
                AssertSums(table);
                foreach (var (row, links) in Rows(table).Zip(table.Links!))
                    for (var i = 0; i < row.Count; i++)
                        if (links[i] is { } link && link.StartsWith(Links.Reporting.OfficeApplications(), StringComparison.Ordinal))
                        {
                            Assert.Equal(
                                row[i] == OfficeFigures.NotKnown ? "£0.00" : row[i],
                                await ListedAsync(link, table.Columns[i].Name)
                            );
                            checkedCells++;
                        }
            }
        }
        Assert.True(checkedCells > 500, $"Only {checkedCells} cells were compared");
    }

    [Fact]
    public async Task The_figures_agree_with_those_of_each_fund()
    {
        var view = await FiguresAsync(new());
        foreach (var fund in await host.Db.QueryAsync<FundRow>("select Id, Name from Fund where SucceedsId is null"))
        {
            var years = (await new AwardDashboard(host.Db).OfFundAsync(fund.Id)).Years!;
            foreach (var year in years.Rows.GroupBy(row => row[0]).Where(year => year.Sum(row => Number(row[2])) > 0))
            {
                var row = view.FundsAndYears.Rows.Single(one => one[0] == fund.Name && one[1] == year.Key);
                Assert.Equal(year.Sum(one => Number(one[2])), Number(row[2]));
                Assert.Equal(year.Sum(one => Number(one[3])), Number(row[4]));
                Assert.Equal(year.Sum(one => Pence(one[4])), Pence(row[3]));
                Assert.Equal(year.Sum(one => Pence(one[5])), Pence(row[6]) - Pence(row[9]));
            }
        }
    }

    [Fact]
    public async Task The_money_of_the_areas_budgets_agrees_with_the_panels_table()
    {
        var read = (await host.Db.QueryAsync<NameRow>("select Name, coalesce(PublicName, Name) as ReadAs from CspArea")).ToDictionary(
            row => row.Name,
            row => row.ReadAs
        );
        var years = await host.Db.ReadAsync(YearOverview.YearsAsync);
        Assert.NotEmpty(years);
        foreach (var year in years)
        {
            var paper = await new PanelTable(host.Db, new Office()).PaperAsync(FinancialYear.Parse(year)!.Value, null);
            var panel = paper.Blocks.OfType<Figures>().First();
            var (allocation, spent) = (Place(panel, "Allocation"), Place(panel, "Expenditure"));
            var areas = (await FiguresAsync(new(Year: year))).Areas;
            foreach (var line in Rows(panel).Where(line => line[0] == "Total" || Pence(line[allocation]) > 0))
            {
                var row = Rows(areas).Single(one => one[0] == read.GetValueOrDefault(line[0], line[0]));
                Assert.Equal((line[allocation], line[spent]), (row[Place(areas, "CSP allocated")], row[Place(areas, "CSP spent")]));
                Assert.Equal(Pence(line[allocation]) - Pence(line[spent]), Pence(row[Place(areas, "CSP underspend")]));
                Assert.Equal(
                    Pence(row[Place(areas, "Awarded")]) - Pence(row[Place(areas, "Given back")]) + Pence(line[spent]),
                    Pence(row[Place(areas, "Reached the area")])
                );
            }
        }
        // The budgets of areas belong to no fund.
        Assert.Equal("By area", (await FiguresAsync(new(Fund: Safety))).Areas.Caption);
    }

    [Fact]
    public async Task The_file_holds_what_is_shown_below_who_asked_for_what_and_when()
    {
        var view = await FiguresAsync(new(Year: "2023-24"));
        var officer = await host.Scenario.PersonAsync(Domain.Accounts.Role.CommissioningOfficer);
        var head = new FiguresFile.Head("Figures of the office", view.Asked, view.AsAt, officer);
        var csv = System.Text.Encoding.UTF8.GetString(FiguresFile.Csv(head, view.Tables)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(
            [
                "Figures of the office",
                $"Taken at {LondonTime.DateAndTime(view.AsAt)} (UK time) by {officer.Name}",
                "Only year: 2023-24",
                "",
                "By fund and year",
                "Fund,Year,Applications,Asked for,Funded,Success rate,Awarded,Paid,Spent,Given back",
                "Commissioner's Safety Fund,2023-24,39,258024.10,17,44%,162110.12,162110.12,Not known,Not known",
            ],
            csv.Take(7)
        );
    }

    private Task<OfficeFigures.OfficeFiguresPage> FiguresAsync(OfficeProjects.Filter filter) =>
        new OfficeFigures(host.Db).GetAsync(filter, csp: true);

    private static IReadOnlyList<IReadOnlyList<string>> Rows(Figures table) => [.. table.Rows, table.Totals!];

    private static int Place(Figures table, string column) => table.Columns.Select(one => one.Name).ToList().IndexOf(column);

    private static void AssertSums(Figures table)
    {
        for (var i = 1; i < table.Columns.Count; i++)
            if (table.Columns[i] is { Numeric: true, Name: not ("Success rate" or "Share") })
                Assert.Equal(table.Rows.Sum(row => Pence(row[i])), Pence(table.Totals![i]));
    }

    private static long Number(string cell) => long.Parse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>Pence, or a number of things.</summary>
    private static long Pence(string cell) =>
        cell is OfficeFigures.NotKnown or "" ? 0
        : cell.Contains('£', StringComparison.Ordinal) ? Money.Parse(cell.TrimStart('-'))!.Value.Pence * (cell[0] == '-' ? -1 : 1)
        : Number(cell);

    /// <summary>What the list at this address has of a column, in its own count or total.</summary>
    private async Task<string> ListedAsync(string link, string column)
    {
        var list = await host.Db.ReadAsync(OfficeProjects.ListAsync);
        var query = link.Contains('?', StringComparison.Ordinal) ? link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";
        var asked = ListRequest.Parse(
            list,
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('='))
                .ToLookup(part => part[0], part => Uri.UnescapeDataString(part[1]))
        );
        Assert.Empty(asked.Notes);
        var page = await host.Db.ReadAsync(work => ListReader.ReadAsync(work, list, asked));
        return column is "Applications" or "Funded"
            ? page.Count.ToString("N0", CultureInfo.InvariantCulture)
            : Money.Parse(page.Totals.Single(total => total.Total.Name == column).Text)!.Value.ToString();
    }

    private async Task BringInAsync(string fund, string name, int applications, int funded, long pence, string prefix)
    {
        var officer = await host.Scenario.PersonAsync(Domain.Accounts.Role.CommissioningOfficer);
        var make = new MakePastRound(host.Db);
        var type = new TypePastTotals(host.Db);
        var id = (
            await make.RunAsync(
                officer,
                await host.Db.ScalarAsync<Guid>("select Id from Fund where Name = @fund", new { fund }),
                new() { Name = name, BudgetYear = "2023-24" }
            )
        ).Value;
        var round = await host.Db.ReadAsync(work => PastRounds.GetAsync(work, id));
        Assert.Null(
            (
                await type.RunAsync(
                    officer,
                    id,
                    round.Version,
                    new(applications, funded, new(PastBook.Asked(applications, funded, pence)), new(pence), new(pence), null)
                )
            ).FirstRefusal
        );
        var book = PastBook.Write(PastBook.Rows(applications, funded, pence, prefix));
        Assert.Null(
            (
                await host.WithAsync<ReadPastWorkbook, Result>(async read => await read.UploadAsync(officer, id, $"{prefix}.xlsx", book))
            ).FirstRefusal
        );
        Assert.Null((await host.WithAsync<BringInPastRound, Result<int>>(bring => bring.RunAsync(officer, id))).FirstRefusal);
    }

    private sealed record FundRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    private sealed record NameRow
    {
        public required string Name { get; init; }
        public required string ReadAs { get; init; }
    }
}
