using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Moderation;

public sealed class ModerationTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_agreed_score_stands_beside_the_untouched_originals_with_its_reason()
    {
        var (officer, _, bid) = await ScoredAsync([4, 4, 4, 4, 4], [1, 4, 4, 4, 4], [1, 4, 4, 4, 4]);
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Moderation.Bid(bid));
        page.AssertSays("Mean of the original marks: 70.0%");
        page = await page.Fill("Agreed score for Need and evidence", "3.5").PressAsync("Save agreed scores", HttpStatusCode.BadRequest);
        page.AssertError("Say why the panel agreed 3.5 for Need and evidence when the mean was 2.00");
        page.AssertError("0 members are present, and the round needs 2 for a score to be agreed");
        Assert.Equal("3.5", page.Value("Agreed score for Need and evidence"));
        page = await AllPresent(page.Fill("Reason for Need and evidence", "Two had missed the survey")).PressAsync("Save agreed scores");
        page.AssertSays("Agreed: 77.5%");
        page.AssertSays("Two had missed the survey");
        page.AssertSays("Mean of the original marks: 70.0%");
        Assert.Equal(
            20 + 17 + 17,
            await host.Db.ScalarAsync<int>(
                "select sum(c.Points) from Score c join ScoringAssignment s on s.Id = c.AssignmentId where s.ApplicationId = @bid",
                new { bid }
            )
        );
    }

    [Fact]
    public async Task Two_officers_on_one_bid_the_second_is_told_and_keeps_what_was_entered()
    {
        var (officer, _, bid) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var first = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Bid(bid));
        var second = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.Moderation.Bid(bid)
        );
        await AllPresent(first).Fill("Who else is present? (optional)", "The first meeting").PressAsync("Save agreed scores");
        second = await AllPresent(second)
            .Fill("Who else is present? (optional)", "The second meeting")
            .PressAsync("Save agreed scores", HttpStatusCode.BadRequest);
        second.AssertSays("Somebody else recorded agreed scores for this bid after you opened it");
        second.AssertSays("The first meeting");
        Assert.Equal("The second meeting", second.Value("Who else is present? (optional)"));
        await second.PressAsync("Save agreed scores");
    }

    [Fact]
    public async Task Means_are_agreed_for_bids_without_a_flag_only_and_the_line_uses_exact_scores()
    {
        // 64.95 shown as 64.9 must not pass 65; exactly 65 does.
        var (officer, round, plain) = await ScoredAsync([3, 3, 4, 3, 3], [3, 3, 4, 3, 3], [3, 3, 4, 3, 3]);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        host.Clock.MoveTo("2026-01-20 12:00");
        var flagged = await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant, "Spread wide", 9000);
        host.Clock.MoveTo("2026-02-21 10:00");
        var markers = await host.Db.QueryAsync<Guid>("select PersonId from PanelMember where RoundId = @round", new { round });
        var points = new[] { new[] { 5, 5, 5, 5, 5 }, [1, 1, 1, 1, 1], [3, 3, 3, 3, 3] };
        for (var i = 0; i < 3; i++)
            await host.Scenario.AssignedAsync(flagged, new Actor(markers[i], "Marker"), points[i]);

        var browser = await host.AsAsync(officer);
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Marks spread 80 points");
        list = await AllPresent(list).PressAsync("Agree the mean for bids without a flag");
        list.AssertSays("1 bid agreed at its mean");
        (await browser.OpenAsync(Links.Moderation.List(round) + "?show=flags")).AssertSays("Spread wide");

        var line = await browser.OpenAsync(Links.Moderation.Line(round));
        line.AssertSays("1 bid has no agreed score yet");
        line = await line.Fill("Threshold", "65").PressAsync("Try it");
        line.AssertSays("Fund. Scored 65.0%, at or above the threshold of 65.0%");
        line = await line.Fill("Threshold", "65.01").PressAsync("Set the threshold");
        line.AssertSays("Scored 65.0%, below the threshold");
        (await line.Fill("Threshold", "most").PressAsync("Set the threshold", HttpStatusCode.BadRequest)).AssertError(
            "Enter a threshold such as 65 or 62.5"
        );
        _ = plain;
    }

    [Fact]
    public async Task Moderation_waits_for_open_sheets_while_scoring_is_open()
    {
        var (officer, _, bid) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        host.Clock.MoveTo("2026-02-10 10:00");
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(await RoundOfAsync(bid)));
        page.AssertSays("1 sheet not sealed");
        (await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Bid(bid))).AssertSays(
            "1 marker has not sealed their scores yet, and scoring is open until 5pm on 20 February 2026"
        );
    }

    [Fact]
    public async Task A_gate_in_dispute_is_agreed_with_a_reason_and_a_bid_that_fails_it_is_not_funded()
    {
        var (officer, panel) = (await host.Scenario.PersonAsync(Role.CommissioningOfficer), new List<Actor>());
        for (var i = 0; i < 3; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var round = await host.Scenario.RoundAsync(officer, panel);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Gate (Id, RoundId, Position, Name, Guidance) values (@Id, @round, 1, 'Eligible', 'Works in the area')",
                new { Id = Guid.CreateVersion7(), round }
            )
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var bid = await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-10 10:00");
        foreach (var (member, i) in panel.Select((member, i) => (member, i)))
        {
            var sheet = await (await host.AsAsync(member)).OpenAsync(
                Links.Scoring.Conflict(await host.Scenario.AssignedAsync(bid, member))
            );
            sheet = await sheet.Choose("No, I have no conflict").PressAsync("Continue");
            for (var c = 0; c < 5; c++)
                sheet = Pick(sheet, $"Marks[{c}].Points", "5").Fill($"Reason for your score for {Criterion(c)}", "Very good");
            sheet = await sheet.PressAsync("Seal my scores", HttpStatusCode.BadRequest);
            sheet.AssertError("Say whether the bid passes Eligible");
            sheet = Pick(sheet, "Gates[0].Passed", i == 0 ? "false" : "true");
            if (i == 0)
            {
                sheet = await sheet.PressAsync("Seal my scores", HttpStatusCode.BadRequest);
                sheet.AssertError("Say why the bid fails Eligible");
                sheet = sheet.Fill("Reason for Eligible", "It works in Derbyshire");
            }
            (await sheet.PressAsync("Seal my scores")).AssertSays("Your scores are sealed");
        }
        host.Clock.MoveTo("2026-02-21 10:00");
        var browser = await host.AsAsync(officer);
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Markers disagree on 1 gate");
        (await AllPresent(list).PressAsync("Agree the mean for bids without a flag")).AssertSays("0 bids agreed at their mean");
        var page = await browser.OpenAsync(Links.Moderation.Bid(bid));
        page.AssertSays("It works in Derbyshire");
        page = await AllPresent(page).PressAsync("Save agreed scores", HttpStatusCode.BadRequest);
        page.AssertError("Say whether the bid passes Eligible; the markers do not all say the same");
        page = await Pick(page, "Gates[0].Passed", "false").PressAsync("Save agreed scores", HttpStatusCode.BadRequest);
        page.AssertError("Say why the panel agreed that the bid fails Eligible: 2 markers passed it and 1 did not");
        page = await page.Fill("Reason for Eligible", "Its address is in Derbyshire").PressAsync("Save agreed scores");
        page.AssertSays("Fail. Its address is in Derbyshire");
        (await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=60")).AssertSays(
            "Fails Eligible, which a bid must pass whatever its score"
        );
    }

    [Fact]
    public async Task A_member_who_reads_other_bids_sees_no_marks_before_sealing_them()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel =
        [
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
        ];
        var round = await host.Scenario.RoundAsync(officer, panel, Scenario.Details() with { Policy = new() { MarkersPerBid = 2 } });
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        for (var i = 0; i < 3; i++)
            await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant, $"Group {i}"), applicant, $"Project {i}");
        host.Clock.MoveTo("2026-02-03 10:00");
        var browser = await host.AsAsync(panel[0]);
        (await browser.OpenAsync(Links.Scoring.Queue(round))).AssertSays("0 of 2 sealed, 2 to do"); // three bids, two markers each, three members
        (await browser.OpenAsync(Links.Moderation.List(round))).AssertSays(
            "Seal the sheets of your own bids before you see the marks of those that others read"
        );
        var other = await host.Db.FindAsync<OtherBid>(
            "select a.Id from Application a where a.RoundId = @round and not exists (select 1 from ScoringAssignment s where s.ApplicationId = a.Id and s.ScorerId = @Id)",
            new { round, panel[0].Id }
        );
        await browser.OpenAsync(Links.Moderation.Bid(other.Id), HttpStatusCode.Forbidden);
        host.Clock.MoveTo("2026-02-20 17:01"); // nothing can be sealed any more
        await browser.OpenAsync(Links.Moderation.Bid(other.Id));
    }

    private sealed record OtherBid
    {
        public required Guid Id { get; init; }
    }

    [Fact]
    public async Task The_shared_screen_follows_the_bid_that_the_chair_shows()
    {
        var (officer, round, bid) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 4], [3, 3, 3, 3, 3]);
        var chair = await host.AsAsync(officer);
        var screen = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await screen.OpenAsync(Links.Moderation.Live(round))).AssertSays("The chair has not shown a bid yet");
        await (await chair.OpenAsync(Links.Moderation.Bid(bid))).PressAsync("Show this bid on the shared screen");
        (await screen.OpenAsync(Links.Moderation.Live(round))).AssertSays("Mean 61.0%, not agreed yet");
        await AllPresent(await chair.OpenAsync(Links.Moderation.Bid(bid))).PressAsync("Save agreed scores");
        (await screen.OpenAsync(Links.Moderation.Live(round))).AssertSays("agreed 61.0%");
        // Somebody who is on another panel sees nothing of it.
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(
            Links.Moderation.Live(round),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Thresholds_are_explored_and_the_panels_health_is_shown_without_changing_anything()
    {
        var (officer, round, bid) = await ScoredAsync([3, 3, 3, 3, 3], [4, 4, 4, 4, 4], [3, 3, 3, 3, 3]);
        var browser = await host.AsAsync(officer);
        await AllPresent(await browser.OpenAsync(Links.Moderation.Bid(bid))).PressAsync("Save agreed scores");
        var explore = await browser.OpenAsync(Links.Moderation.Explore(round) + "?threshold=66.6&fullest=true");
        explore.AssertSays("66.6% (shown below) 1 1 £5,000.00 £45,000.00");
        explore.AssertSays("Here it would drop no better bid.");
        (await browser.OpenAsync(Links.Moderation.Explore(round) + "?threshold=66.7")).AssertSays(
            "66.7% (shown below) 0 0 £0.00 £50,000.00"
        ); // 66 2/3 is not 66.7
        await browser.OpenAsync(Links.Moderation.Explore(round) + "?threshold=high", HttpStatusCode.BadRequest);
        var health = await browser.OpenAsync(Links.Moderation.Health(round));
        health.AssertSays("Kendall's W Cannot be calculated");
        health.AssertSays("Set the threshold first");
        await (await browser.OpenAsync(Links.Moderation.Line(round))).Fill("Threshold", "60").PressAsync("Set the threshold");
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @round and Action = 'BidShown'",
                new { round }
            )
        );
    }

    private static BrowserPage Pick(BrowserPage page, string name, string value)
    {
        foreach (var radio in page.Document.QuerySelectorAll($"input[name='{name}']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == value;
        return page;
    }

    private static string Criterion(int i) =>
        new[] { "Need and evidence", "Fit with the priorities", "Outcomes and measures", "Ability to deliver", "Value for money" }[i];

    private static BrowserPage AllPresent(BrowserPage page) =>
        page
            .Document.QuerySelectorAll("input[name=Present]")
            .Aggregate(page, (filled, box) => filled.Choose(page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim()));

    private Task<Guid> RoundOfAsync(Guid bid) => host.Db.ScalarAsync<Guid>("select RoundId from Application where Id = @bid", new { bid });

    private async Task<(Actor Officer, Guid Round, Guid Bid)> ScoredAsync(params int[][] marks)
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new List<Actor>();
        for (var i = 0; i < 3; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, panel);
        var bid = await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        for (var i = 0; i < marks.Length; i++)
            await host.Scenario.AssignedAsync(bid, panel[i], marks[i]);
        host.Clock.MoveTo("2026-02-21 10:00");
        return (officer, round, bid);
    }
}
