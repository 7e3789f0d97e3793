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
        page.AssertSays("Not for publication");
        Assert.Equal(3, page.Document.QuerySelectorAll("main .app-bar").Length);
        Assert.Single(page.Document.QuerySelectorAll("main table"));
        Assert.Equal(
            [
                ["Figure", "Number", "Amount"],
                ["The pot: offered", "", "£9,000.00"],
                ["The pot: unallocated", "", "£40,000.00"],
                ["The pot: returned and not awarded again", "", "£1,000.00"],
                ["The pot: pot", "", "£50,000.00"],
            ],
            (await TableAsync(finance, stages, "whole")).Take(5)
        );
        Assert.Equal(
            [
                ["Outcomes against what was promised: met", "1", ""],
                ["Outcomes against what was promised: partly met", "0", ""],
                ["Outcomes against what was promised: not met", "0", ""],
                ["Outcomes against what was promised: not reported yet", "1", ""],
                ["Outcomes against what was promised: promised", "2", ""],
            ],
            (await TableAsync(finance, stages, "whole")).TakeLast(5)
        );
        Assert.Equal(
            [
                ["People", "Number"],
                ["People, counted once in each project", "43"],
                ["Of them, came more than once", "12"],
            ],
            await TableAsync(finance, stages, "people")
        );
        var people = await finance.OpenAsync($"{Links.Reporting.RoundFigures(stages.Round)}?rows=area&columns=people");
        people.AssertSays("someone in two projects counts twice");
        people.AssertDoesNotSay("Download this table");
        Assert.Equal(["Total", "43", "12"], Table(people, "People by area")[^1]);
        Assert.Equal(["Blaby", "3", "0"], Table(people, "People by area")[1]);
        // The same total in every breakdown, and the sum of the rows above it.
        foreach (var rows in new[] { "priority", "area", "zone", "level", "kind" })
        {
            var table = await TableAsync(finance, stages, rows, "money");
            for (var column = 1; column < table[0].Count; column++)
                Assert.Equal(Pence(table[^1][column]), table.Skip(1).SkipLast(1).Sum(row => Pence(row[column])));
            Assert.Equal(
                ["Total", "2", "£9,000.00", "£9,000.00", "£0.00", "£1,500.00", "£0.00", "£0.00", "£0.00", "£1,000.00", "0"],
                table[^1]
            );
        }
        await host.Visitor().OpenAsync(Links.Publishing.Round(stages.Round));
    }

    [Fact]
    public async Task Nothing_of_the_round_is_out_of_reach_and_each_number_of_applications_leads_to_their_list()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        await ReportAsync(stages, 0, 40, 12, "Met");
        await SpreadAsync(stages);
        var officer = await host.AsAsync(stages.Officer);
        var address = Links.Reporting.RoundFigures(stages.Round);
        var page = await officer.OpenAsync(address);
        var choices = page.Document.QuerySelectorAll("#rows option").Select(option => option.GetAttribute("value")!).ToList();
        Assert.Equal(["priority", "area", "zone", "level", "kind", "tier", "score", "result", "whole", "people"], choices.Take(10));
        var captions = new List<string>();
        var followed = 0;
        foreach (var rows in choices)
        {
            page = await officer.OpenAsync($"{address}?rows={rows}");
            foreach (
                var columns in page
                    .Document.QuerySelectorAll("main .app-links a")
                    .Select(link => link.GetAttribute("href")!)
                    .Where(href =>
                        href.Contains("columns=", StringComparison.Ordinal) && !href.Contains("figures.", StringComparison.Ordinal)
                    )
                    .Prepend($"{address}?rows={rows}")
            )
            {
                page = await officer.OpenAsync(columns);
                var table = page.Document.QuerySelectorAll("main table").Single();
                captions.Add(Text(table.QuerySelector("caption")!));
                foreach (var link in table.QuerySelectorAll("td a"))
                {
                    var list = await officer.OpenAsync(link.GetAttribute("href")!);
                    Assert.Equal(Text(link), $"{list.Document.QuerySelectorAll("main .app-list tbody tr").Length}");
                    followed++;
                }
            }
        }
        Assert.Equal(captions.Distinct(), captions);
        foreach (var by in new[] { "priority", "area", "zone", "prevention level", "kind of organisation" })
        foreach (var of in new[] { "Money", "Outcomes", "People" })
            Assert.Contains($"{of} by {by}", captions);
        foreach (var by in new[] { "priority", "area", "zone", "kind of organisation", "tier of the checks", "agreed score", "result" })
            Assert.Contains($"Applications by {by}", captions);
        Assert.True(followed > 60, $"Only {followed} numbers have a list");
        // An address that asks for what is not there shows the first choice.
        (await officer.OpenAsync($"{address}?rows=nothing&columns=nothing")).AssertSays("Applications by priority");
    }

    [Fact]
    public async Task The_downloaded_figures_are_the_table_of_the_page_and_hold_no_number_of_people()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        await ReportAsync(stages, 0, 1234, 12, "NotMet");
        await ReportAsync(stages, 1, 2, 7, "Partly");
        await SpreadAsync(stages);
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        var reader = await host.Scenario.PersonAsync(Role.Auditor);
        var auditor = await host.AsAsync(reader);
        foreach (
            var (address, file) in new (string, Func<string, string, string, string>)[]
            {
                (
                    Links.Reporting.RoundFigures(stages.Round),
                    (format, rows, columns) => Links.Reporting.RoundFiguresFile(stages.Round, format, rows, columns)
                ),
                (
                    Links.Reporting.FundFigures(fund),
                    (format, rows, columns) => Links.Reporting.FundFiguresFile(fund, format, rows, columns)
                ),
            }
        )
        {
            foreach (var (rows, columns) in new[] { ("area", "money"), ("area", "outcomes"), ("kind", "applications"), ("whole", "sums") })
            {
                var page = await auditor.OpenAsync($"{address}?rows={rows}&columns={columns}");
                var table = page.Document.QuerySelectorAll("main table").Single();
                using var csv = await auditor.GetAsync(file("csv", rows, columns));
                Assert.Equal("text/csv; charset=utf-8", csv.Content.Headers.ContentType!.ToString());
                var lines = (await csv.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n").ToList();
                Assert.StartsWith("Taken at ", lines[1], StringComparison.Ordinal);
                Assert.EndsWith($"(UK time) by {reader.Name}", lines[1], StringComparison.Ordinal);
                Assert.StartsWith("Rows: ", lines[2], StringComparison.Ordinal);
                Assert.Equal(
                    [
                        "",
                        Quoted(Text(table.QuerySelector("caption")!)),
                        .. Rows(table).Select(row => string.Join(',', row.Select(Plain).Select(Quoted))),
                        "",
                    ],
                    lines.Skip(3)
                );
                using var xlsx = await auditor.GetAsync(file("xlsx", rows, columns));
                var sheet = Sheets(await xlsx.Content.ReadAsByteArrayAsync()).Single();
                Assert.EndsWith($"(UK time) by {reader.Name}", sheet[1].Single(), StringComparison.Ordinal);
                Assert.Equal(Rows(table).Select(row => row.Select(Plain).ToList()), sheet.Skip(3));
            }
            Assert.Contains(
                "1,236",
                (await auditor.OpenAsync($"{address}?rows=people")).Document.Body!.TextContent,
                StringComparison.Ordinal
            );
            foreach (var (rows, columns) in new[] { ("people", "people"), ("area", "people") })
            {
                using var none = await auditor.GetAsync(file("csv", rows, columns));
                Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
            }
        }
        static string Quoted(string cell) => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
        using var other = await auditor.GetAsync(Links.Reporting.RoundFiguresFile(stages.Round, "exe"));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        await auditor.OpenAsync(Links.Reporting.RoundFigures(Guid.NewGuid()), HttpStatusCode.NotFound);
        await auditor.OpenAsync(Links.Reporting.FundFigures(Guid.NewGuid()), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_offices_figures_are_filtered_downloaded_and_kept_from_those_who_see_no_awards()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var fund = await host.Db.ScalarAsync<string>(
            "select f.Name from Round r join Fund f on f.Id = r.FundId where r.Id = @Round",
            new { stages.Round }
        );
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var page = await (await finance.OpenAsync(Links.Funds.Rounds)).FollowAsync("Figures");
        page.AssertSays("Every year, fund and area");
        page = await finance.OpenAsync($"{Links.Reporting.Office}?year=&fund={Uri.EscapeDataString(fund!)}&area=");
        page.AssertSays($"Only fund: {fund}");
        var table = Table(page, "By fund and year");
        Assert.Equal(fund, table[1][0]);
        Assert.Equal(table[1].Skip(2), table[^1].Skip(2));
        using var csv = await finance.GetAsync(Links.Reporting.OfficeFile("csv", $"fund={Uri.EscapeDataString(fund!)}"));
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Contains(string.Join(',', table[1].Select(Plain)), lines);
        using var xlsx = await finance.GetAsync(Links.Reporting.OfficeFile("xlsx", ""));
        Assert.Equal(4, Sheets(await xlsx.Content.ReadAsByteArrayAsync()).Count);
        using var other = await finance.GetAsync(Links.Reporting.OfficeFile("exe", ""));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        (await finance.OpenAsync($"{Links.Reporting.Office}?year=1999-00")).AssertSays("No application fits");
        var list = await (await finance.OpenAsync(Links.Reporting.Office)).FollowAsync("Applications behind these figures");
        list.AssertSays("Applications of every round");
        foreach (var role in new[] { Role.PanelMember, Role.Administrator, Role.Publisher })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(Links.Reporting.Office, HttpStatusCode.Forbidden);
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
        page.AssertSays("Applications by priority");
        Assert.Equal(["The pot: pot", "", "£100,000.00"], (await WholeAsync(fund))[4]);
        Assert.Equal(["The pot: offered", "", "£20,000.00"], (await WholeAsync(fund))[1]);
        page = await officer.OpenAsync($"{Links.Reporting.FundFigures(fund)}?rows=people");
        Assert.Equal(["People, counted once in each project", "33"], Table(page, "People reached")[1]);
        page = await officer.OpenAsync($"{Links.Reporting.FundFigures(fund)}?rows=years");
        Assert.Equal("Total", Table(page, "Year by year")[^1][0]);
        Assert.Equal(["The pot: pot", "", "£50,000.00"], (await WholeAsync(old))[4]);
        var empty = (
            await host.WithAsync<SucceedFund, Result<Guid>>(succeed => succeed.RunAsync(second.Officer, fund, "A third fund", "THIRD"))
        ).Value;
        Assert.Equal(["The pot: pot", "", "£100,000.00"], (await WholeAsync(empty))[4]);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Fund set SucceedsId = null where Id = @empty", new { empty }));
        Assert.Equal(["The pot: pot", "", "£0.00"], (await WholeAsync(empty))[4]);

        async Task<List<List<string>>> WholeAsync(Guid of) =>
            Table(await officer.OpenAsync($"{Links.Reporting.FundFigures(of)}?rows=whole"), "All rounds as a whole");

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

    private static async Task<List<List<string>>> TableAsync(Browser browser, RoundInStages stages, string rows, string columns = "") =>
        Rows(
            (await browser.OpenAsync($"{Links.Reporting.RoundFigures(stages.Round)}?rows={rows}&columns={columns}"))
                .Document.QuerySelectorAll("main table")
                .Single()
        );

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
