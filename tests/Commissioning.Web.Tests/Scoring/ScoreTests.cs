using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Scoring;

public sealed class ScoreTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Criteria = ["Need and evidence", "Fit with the priorities", "Outcomes and measures", "Ability to deliver", "Value for money"];

    [Fact]
    public async Task A_marker_declares_scores_saves_and_seals()
    {
        var (marker, _, round, bid) = await ClosedRoundAsync();
        var browser = await host.AsAsync(marker);
        var queue = await browser.OpenAsync(Links.Scoring.Queue(round));
        queue.AssertSays("0 of 1 sealed, 1 to do, 0 with a conflict");
        var conflict = await queue.FollowAsync(await LabelAsync(bid));
        (await conflict.PressAsync("Continue", HttpStatusCode.BadRequest)).AssertError("Say whether you have a conflict of interest");
        var sheet = await conflict.Choose("No, I have no conflict").PressAsync("Continue");
        sheet.AssertSays("Compelling local problem with strong evidence from several sources");
        sheet.AssertSays("Our answer about need.");

        Score(sheet, 0, 4, "Local figures");
        await sheet.PressAsync("Save and come back later");
        sheet = await browser.OpenAsync(sheet.Address.PathAndQuery);
        Assert.Equal("Local figures", sheet.Value($"Reason for your score for {Criteria[0]}"));
        sheet = await sheet.PressAsync("Seal my scores", HttpStatusCode.BadRequest);
        sheet.AssertError("Choose a score for Value for money");
        sheet.AssertError("Give a reason for your score for Value for money");
        Assert.Equal("Local figures", sheet.Value($"Reason for your score for {Criteria[0]}"));

        for (var i = 1; i < 5; i++) Score(sheet, i, i, $"Reason {i}");
        sheet = await sheet.PressAsync("Seal my scores");
        sheet.AssertSays("You sealed these scores at");
        sheet.AssertSays("3 of 5. Reason 3");
        (await browser.OpenAsync(Links.Scoring.Queue(round))).AssertSays("1 of 1 sealed, 0 to do");
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_conflict_shuts_the_bid_and_counts_as_missing()
    {
        var (marker, _, round, bid) = await ClosedRoundAsync();
        var browser = await host.AsAsync(marker);
        var page = await (await browser.OpenAsync(Links.Scoring.Queue(round))).FollowAsync(await LabelAsync(bid));
        var assignment = Guid.Parse(page.Address.Segments[^1]);
        page = await page.Choose("Yes, I have a conflict").PressAsync("Continue", HttpStatusCode.BadRequest);
        page = await page.Choose("I have a financial interest in it").Fill("If yes, describe it in a sentence", "I supply its kit").PressAsync("Continue");
        page.AssertSays("Conflict declared");
        var shut = await browser.OpenAsync(Links.Scoring.Sheet(assignment), HttpStatusCode.Forbidden);
        shut.AssertSays("you cannot read or score it");
        shut.AssertDoesNotSay("Our answer about need.");
        (await browser.OpenAsync(Links.Moderation.Bid(bid), HttpStatusCode.Forbidden)).AssertSays("its scores are not shown to you");
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task Nobody_opens_anothers_sheet_or_sees_marks_before_sealing()
    {
        var (marker, other, round, bid) = await ClosedRoundAsync();
        var mine = await host.Scenario.AssignedAsync(bid, marker, 5, 5, 5, 5, 5);
        await (await host.AsAsync(other)).OpenAsync(Links.Scoring.Sheet(mine), HttpStatusCode.NotFound);

        var browser = await host.AsAsync(other);
        await browser.OpenAsync(Links.Scoring.Queue(round));
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Seal your own scores for this bid before you see the others'");
        list.AssertDoesNotSay("100.0%");
        var shut = await browser.OpenAsync(Links.Moderation.Bid(bid), HttpStatusCode.Forbidden);
        shut.AssertDoesNotSay("Because of what the bid says.");
        await browser.OpenAsync(Links.Moderation.Line(round), HttpStatusCode.Forbidden);
        var stranger = await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember));
        foreach (var path in new[] { Links.Scoring.Queue(round), Links.Moderation.List(round), Links.Moderation.Bid(bid) })
            await stranger.OpenAsync(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_windows_on_one_sheet_the_second_is_told_and_keeps_its_text()
    {
        var (marker, _, _, bid) = await ClosedRoundAsync();
        var assignment = await host.Scenario.AssignedAsync(bid, marker);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @assignment", new { assignment }));
        var browser = await host.AsAsync(marker);
        var first = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        var second = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        Score(first, 0, 3, "First window");
        await first.PressAsync("Save and come back later");
        Score(second, 0, 5, "Second window");
        second = await second.PressAsync("Save and come back later", HttpStatusCode.BadRequest);
        second.AssertSays("saved in another window");
        Assert.Equal("Second window", second.Value($"Reason for your score for {Criteria[0]}"));
    }

    [Fact]
    public async Task After_scoring_closes_nothing_is_saved_and_what_was_typed_stays()
    {
        var (marker, _, _, bid) = await ClosedRoundAsync();
        var assignment = await host.Scenario.AssignedAsync(bid, marker);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @assignment", new { assignment }));
        var sheet = await (await host.AsAsync(marker)).OpenAsync(Links.Scoring.Sheet(assignment));
        host.Clock.MoveTo("2026-02-20 17:01");
        Score(sheet, 0, 3, "Too late");
        sheet = await sheet.PressAsync("Seal my scores", HttpStatusCode.BadRequest);
        sheet.AssertError("Scoring closed at 5pm on 20 February 2026");
        Assert.Equal("Too late", sheet.Value($"Reason for your score for {Criteria[0]}"));
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from Score where AssignmentId = @assignment", new { assignment }));
    }

    private static void Score(BrowserPage sheet, int criterion, int points, string reason)
    {
        foreach (var radio in sheet.Document.QuerySelectorAll($"input[name='Marks[{criterion}].Points']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>()) radio.IsChecked = radio.Value == $"{points}";
        sheet.Fill($"Reason for your score for {Criteria[criterion]}", reason);
    }

    private async Task<string> LabelAsync(Guid bid) => (await host.Db.ScalarAsync<string>("select Reference from Application where Id = @bid", new { bid }))! + ": Safer Saturdays";

    private async Task<(Actor Marker, Actor Other, Guid Round, Guid Bid)> ClosedRoundAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (marker, other) = (await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, [marker, other]);
        var bid = await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-03 10:00");
        return (marker, other, round, bid);
    }
}
