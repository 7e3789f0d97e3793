using System.Net;
using AngleSharp.Dom;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class ChartsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Charts_of_a_round_stand_beside_tables_of_their_figures()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var officer = await host.AsAsync(stages.Officer);
        var page = await (await officer.OpenAsync(Links.Funds.Round(stages.Round))).FollowAsync("Charts");
        Assert.Equal(
            [
                ["Stage", "Done", "Of", "Share"],
                ["Submitted, of those begun", "3", "3", "100%"],
                ["Checks finished", "0", "3", "0%"],
                ["Score sheets submitted", "9", "9", "100%"],
                ["Moderated", "3", "3", "100%"],
                ["In the recommendation", "3", "3", "100%"],
                ["Decided", "0", "3", "0%"],
                ["Offers accepted", "0", "0", "None yet"],
                ["Awards closed", "0", "0", "None yet"],
            ],
            Table(page, "Progress")
        );
        Assert.Equal(
            [
                ["Money", "Amount", "Share of the pot"],
                ["Pot", "£50,000", "100%"],
                ["Asked for", "£15,000", "30%"],
                ["Recommended", "£10,000", "20%"],
                ["Awarded", "£0", "0%"],
            ],
            Table(page, "Money asked for, against the pot")
        );
        Assert.Equal(["Neighbourhood Crime", "3", "£15,000", "£10,000", "£0"], Table(page, "Money by priority")[1]);
        Assert.Equal(["Not started", "3"], Table(page, "Applications by the result of their checks")[1]);
        Assert.Equal(["3", "0", "0"], Table(page, "Score sheets by assessor")[1][1..]);
        // The picture says what the table says, to those who see it.
        var figures = page.Document.QuerySelectorAll("figure.app-bar");
        Assert.Equal(5, figures.Length);
        Assert.All(figures, figure => Assert.Equal("true", figure.GetAttribute("aria-hidden")));
        Assert.Contains("£10,000 of £15,000", figures[2].TextContent, StringComparison.Ordinal);
        (await page.FollowAsync("Not started")).AssertSays("Checks: Not started");
    }

    [Fact]
    public async Task Charts_are_for_those_who_may_see_rounds_and_the_heat_map_for_those_who_may_see_scores()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (charts, map) = (Links.Casework.Charts(stages.Round), Links.Moderation.HeatMap(stages.Round));
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await finance.OpenAsync(charts)).AssertDoesNotSay("Heat map of scores");
        await finance.OpenAsync(map, HttpStatusCode.Forbidden);
        var assessor = await host.AsAsync(stages.Panel[0]);
        await assessor.OpenAsync(charts, HttpStatusCode.Forbidden);
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(map, HttpStatusCode.NotFound);
        (await assessor.OpenAsync(map)).AssertSays("Project A");

        var read = await ReadingsAsync(stages.Round);
        var officer = await host.AsAsync(stages.Officer);
        var page = await (await officer.OpenAsync(charts)).FollowAsync("Heat map of scores");
        Assert.Equal(read + 1, await ReadingsAsync(stages.Round));
        var rows = Table(page, "Mean scores by application and criterion");
        Assert.Equal(["5.0", "5.0", "5.0", "5.0", "5.0", "100.0%"], rows[1][1..]);
        Assert.Equal(["2.0", "2.0", "2.0", "2.0", "2.0", "40.0%"], rows[3][1..]);
        Assert.Equal(15, page.Document.QuerySelectorAll(".app-heat rect").Length);
    }

    [Fact]
    public async Task An_assessor_with_a_sheet_to_submit_sees_no_score_of_others_in_the_heat_map()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new[] { await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember) };
        var round = await host.Scenario.RoundAsync(officer, panel);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-10 10:00");
        await host.Scenario.AssignedAsync(application, panel[0], 5, 4, 5, 4, 5);
        await host.Scenario.AssignedAsync(application, panel[1]);
        var page = await (await host.AsAsync(panel[1])).OpenAsync(Links.Moderation.HeatMap(round));
        page.AssertSays("Submit your own scores for this application before you see the others'");
        Assert.Empty(page.Document.QuerySelectorAll(".app-heat__value"));
        Assert.Equal(5, page.Document.QuerySelectorAll(".app-heat__none").Length);
        Assert.Equal(0, await ReadingsAsync(round));
        (await (await host.AsAsync(panel[0])).OpenAsync(Links.Moderation.HeatMap(round))).AssertSays("5.0 4.0 5.0 4.0 5.0 ");
    }

    [Fact]
    public async Task The_calendar_counts_what_its_links_list()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Instalment (Id, AwardId, Position, Amount, DueOn, InArrears, Version) values (@Id, @award, @Position, 250000, @Due, 0, 1)",
                new[] { 8, 9 }.Select(position => new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Position = position,
                    Due = new DateOnly(2026, 9, 30),
                })
            )
        );
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var calendar = await finance.OpenAsync(Links.Casework.CalendarFrom(new(2026, 2, 1)));
        var links = calendar.Document.QuerySelectorAll("td a").Select(link => (link.GetAttribute("href")!, link.TextContent)).ToList();
        Assert.Contains(links, link => link.Item1.StartsWith(Links.Monitoring.Returns, StringComparison.Ordinal));
        Assert.Contains(links, link => link.Item1.StartsWith(Links.Payments.AllInstalments, StringComparison.Ordinal));
        foreach (var (href, count) in links)
            Assert.Equal(int.Parse(count), (await finance.OpenAsync(href)).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("Calendar of returns and payments", (await finance.OpenAsync(Links.Casework.Calendar + "?from=soon")).Heading);
        await (await host.AsAsync(stages.Panel[0])).OpenAsync(Links.Casework.Calendar, HttpStatusCode.Forbidden);
    }

    private Task<int> ReadingsAsync(Guid round) =>
        host.Database.CountAsync("AuditEntry", "SubjectId = @round and Action = 'RoundScoresViewed'", new { round });

    private static List<string[]> Table(BrowserPage page, string caption) =>
        page
            .Document.QuerySelectorAll("table")
            .Single(table => table.QuerySelector("caption")!.TextContent.Trim() == caption)
            .QuerySelectorAll("tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray())
            .ToList();
}
