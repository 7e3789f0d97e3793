using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Reporting;

public sealed class FiguresPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task The_round_figures_add_up_to_the_pot_and_are_not_for_publication()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        await ReportAsync(stages, 0, 40, 12, "Met");
        await ReportAsync(stages, 1, 3, 0, null);
        await SpreadAsync(stages);
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var page = await (await finance.OpenAsync(Links.Awards.List(stages.Round))).FollowAsync("Awards in figures");
        page.AssertSays("As at ");
        Assert.Equal(
            [
                ["Part", "Amount"],
                ["Offered", "£9,000.00"],
                ["Unallocated", "£40,000.00"],
                ["Returned and not awarded again", "£1,000.00"],
                ["Pot", "£50,000.00"],
            ],
            Table(page, "The pot")
        );
        Assert.Equal(
            [
                ["Outcome", "Number"],
                ["Met", "1"],
                ["Partly met", "0"],
                ["Not met", "0"],
                ["Not reported yet", "1"],
                ["Promised", "2"],
            ],
            Table(page, "Outcomes against what was promised")
        );
        Assert.Equal(
            [
                ["People", "Number"],
                ["People, counted once in each project", "43"],
                ["Of them, came more than once", "12"],
            ],
            Table(page, "People reached")
        );
        page.AssertSays("Not for publication");
        page.AssertSays("someone in two projects counts twice");
        Assert.Equal(["Total", "43", "12"], Table(page, "People by area")[^1]);
        Assert.Equal(["Blaby", "3", "0"], Table(page, "People by area")[1]);
        // The same total in every breakdown, and the sum of the rows above it.
        foreach (var by in new[] { "priority", "area", "zone", "prevention level", "kind of organisation" })
        {
            var table = Table(page, $"Money by {by}");
            for (var column = 1; column < table[0].Count; column++)
                Assert.Equal(Pence(table[^1][column]), table.Skip(1).SkipLast(1).Sum(row => Pence(row[column])));
            Assert.Equal(
                ["Total", "2", "£9,000.00", "£9,000.00", "£0.00", "£1,500.00", "£0.00", "£0.00", "£0.00", "£1,000.00", "0"],
                table[^1]
            );
        }
        Assert.Equal(10, page.Document.QuerySelectorAll("main .app-bar").Length);
        await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round));
    }

    [Fact]
    public async Task The_downloaded_figures_contain_every_cell_of_the_page_but_no_number_of_people()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        await ReportAsync(stages, 0, 1234, 12, "NotMet");
        await ReportAsync(stages, 1, 2, 7, "Partly");
        await SpreadAsync(stages);
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        foreach (
            var (address, file) in new (string, Func<string, string>)[]
            {
                (Links.Reporting.RoundFigures(stages.Round), format => Links.Reporting.RoundFiguresFile(stages.Round, format)),
                (Links.Reporting.FundFigures(fund), format => Links.Reporting.FundFiguresFile(fund, format)),
            }
        )
        {
            var page = await auditor.OpenAsync(address);
            var tables = page
                .Document.QuerySelectorAll("main table")
                .Select(table => (Caption: Text(table.QuerySelector("caption")!), Rows: Rows(table)))
                .ToList();
            Assert.Contains(tables, table => table.Rows.Any(row => row.Contains("1,236")));
            tables.RemoveAll(table => table.Caption.StartsWith("People", StringComparison.Ordinal));
            // A fund has its years besides.
            Assert.Equal(address == Links.Reporting.FundFigures(fund) ? 16 : 15, tables.Count);

            using var csv = await auditor.GetAsync(file("csv"));
            Assert.Equal("text/csv; charset=utf-8", csv.Content.Headers.ContentType!.ToString());
            var lines = (await csv.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n").Skip(2).ToList();
            Assert.Equal(
                tables
                    .SelectMany(table =>
                        new[] { "", Quoted(table.Caption) }.Concat(
                            table.Rows.Select(row => string.Join(',', row.Select(Plain).Select(Quoted)))
                        )
                    )
                    .Append(""),
                lines
            );

            Assert.DoesNotContain(
                lines,
                line => line.Contains("1234", StringComparison.Ordinal) || line.Contains("1236", StringComparison.Ordinal)
            );

            using var xlsx = await auditor.GetAsync(file("xlsx"));
            var sheets = Sheets(await xlsx.Content.ReadAsByteArrayAsync());
            Assert.Equal(tables.Select(table => table.Rows.Select(row => row.Select(Plain).ToList())), sheets);
        }
        static string Quoted(string cell) => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
        using var other = await auditor.GetAsync(Links.Reporting.RoundFiguresFile(stages.Round, "exe"));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        await auditor.OpenAsync(Links.Reporting.RoundFigures(Guid.NewGuid()), HttpStatusCode.NotFound);
        await auditor.OpenAsync(Links.Reporting.FundFigures(Guid.NewGuid()), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_fund_figures_include_its_rounds_and_those_of_the_funds_it_followed()
    {
        var first = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var second = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        await ReportAsync(first, 0, 30, 0, "Met");
        await ReportAsync(second, 0, 3, 0, "Met");
        var (old, fund) = (await FundAsync(first), await FundAsync(second));
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Fund set SucceedsId = @old where Id = @fund", new { old, fund }));
        var officer = await host.AsAsync(second.Officer);
        var page = await (await officer.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Awards in figures, for all these rounds");
        Assert.Equal(["Pot", "£100,000.00"], Table(page, "The pot")[^1]);
        Assert.Equal(["Offered", "£20,000.00"], Table(page, "The pot")[1]);
        Assert.Equal(["People, counted once in each project", "33"], Table(page, "People reached")[1]);
        Assert.Equal(["Pot", "£50,000.00"], Table(await officer.OpenAsync(Links.Reporting.FundFigures(old)), "The pot")[^1]);
        var empty = (
            await host.WithAsync<SucceedFund, Result<Guid>>(succeed => succeed.RunAsync(second.Officer, fund, "A third fund", "THIRD"))
        ).Value;
        Assert.Equal(["Pot", "£100,000.00"], Table(await officer.OpenAsync(Links.Reporting.FundFigures(empty)), "The pot")[^1]);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Fund set SucceedsId = null where Id = @empty", new { empty }));
        Assert.Equal(["Pot", "£0.00"], Table(await officer.OpenAsync(Links.Reporting.FundFigures(empty)), "The pot")[^1]);

        Task<Guid> FundAsync(RoundInStages stages) =>
            host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
    }

    /// <summary>An accepted award with a final return of this many people and £750 spent; £1,000 of the first application was
    /// returned.</summary>
    private async Task ReportAsync(RoundInStages stages, int submitted, int people, int again, string? verdict)
    {
        var award = await stages.AwardAsync(submitted);
        await host.Db.ChangeAsync(
            stages.Officer,
            AuditAction.ReturnSubmitted,
            award,
            async work =>
            {
                var (id, application) = (Guid.CreateVersion7(), stages.Applications[submitted].Id);
                await work.ExecuteAsync(
                    "update Award set AcceptedAt = @Now, GivenBack = @GivenBack where Id = @award",
                    new
                    {
                        award,
                        work.Now,
                        GivenBack = new Money(submitted == 0 && people == 40 ? 1_000_00 : 0),
                    }
                );
                await work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Spent, PeopleNew, PeopleRepeat, IsLatest, Version) values (@id, @award, '2027-01-01', 'Accepted', 'Final', (select count(*) from BudgetLine b where b.ApplicationId = @application) * 37500, @people, @again, 1, 1)",
                    new
                    {
                        id,
                        award,
                        people,
                        again,
                        application,
                    }
                );
                await work.ExecuteAsync(
                    "insert into MonitoringSpend (ReturnId, BudgetLineId, Spent) select @id, b.Id, 37500 from BudgetLine b where b.ApplicationId = @application",
                    new { id, application }
                );
                await work.ExecuteAsync(
                    "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) select @id, m.Id, 'x', @verdict from OutcomeMeasure m where m.ApplicationId = @application",
                    new
                    {
                        id,
                        application,
                        verdict,
                    }
                );
                await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
    }

    /// <summary>The second organisation works elsewhere.</summary>
    private async Task SpreadAsync(RoundInStages stages)
    {
        var award = await stages.AwardAsync(1);
        await host.Db.ChangeAsync(
            stages.Officer,
            AuditAction.OrganisationChanged,
            stages.Applications[1].Organisation,
            async work =>
            {
                await work.ExecuteAsync(
                    "update Organisation set Area = 'Blaby' where Id = @Organisation",
                    new { stages.Applications[1].Organisation }
                );
                await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
        await AwardTallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    private static List<List<string>> Table(BrowserPage page, string caption) =>
        Rows(page.Document.QuerySelectorAll("main table").Single(table => Text(table.QuerySelector("caption")!) == caption));

    private static List<List<string>> Rows(IElement table) =>
        table.QuerySelectorAll("tr").Select(row => row.QuerySelectorAll("th, td").Select(Text).ToList()).ToList();

    private static string Text(IElement element) => element.TextContent.Trim();

    private static string Plain(string cell) =>
        cell.StartsWith('£')
        || cell.StartsWith("-£", StringComparison.Ordinal)
        || (cell.Length > 0 && cell.All(letter => char.IsDigit(letter) || letter == ','))
            ? cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            : cell;

    private static long Pence(string cell) =>
        long.Parse(Plain(cell).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    /// <summary>Read as a spreadsheet program does: cell by cell from the workbook's XML.</summary>
    private static List<List<List<string>>> Sheets(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        XDocument Part(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            return XDocument.Load(stream);
        }
        var targets = Part("xl/_rels/workbook.xml.rels")
            .Root!.Elements()
            .ToDictionary(one => one.Attribute("Id")!.Value, one => one.Attribute("Target")!.Value);
        return Part("xl/workbook.xml")
            .Descendants(main + "sheet")
            .Select(sheet => targets[sheet.Attribute(relations + "id")!.Value].TrimStart('/'))
            .Select(path =>
                Part(path.StartsWith("xl/", StringComparison.Ordinal) ? path : "xl/" + path)
                    .Descendants(main + "row")
                    .Select(row => row.Elements(main + "c").Select(cell => cell.Value).ToList())
                    .ToList()
            )
            .ToList();
    }
}
