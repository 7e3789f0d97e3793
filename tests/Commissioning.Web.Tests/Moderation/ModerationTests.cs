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
        page.AssertError("Enter who was present");
        Assert.Equal("3.5", page.Value("Agreed score for Need and evidence"));
        page = await page.Fill("Reason for Need and evidence", "Two had missed the survey").Fill("Who was present?", "All three").PressAsync("Save agreed scores");
        page.AssertSays("Agreed: 77.5%");
        page.AssertSays("Two had missed the survey");
        page.AssertSays("Mean of the original marks: 70.0%");
        Assert.Equal(20 + 17 + 17, await host.Db.ScalarAsync<int>("select sum(c.Points) from Score c join ScoringAssignment s on s.Id = c.AssignmentId where s.ApplicationId = @bid", new { bid }));
    }

    [Fact]
    public async Task Two_officers_on_one_bid_the_second_is_told_and_keeps_what_was_entered()
    {
        var (officer, _, bid) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var first = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Bid(bid));
        var second = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(Links.Moderation.Bid(bid));
        await first.Fill("Who was present?", "The first meeting").PressAsync("Save agreed scores");
        second = await second.Fill("Who was present?", "The second meeting").PressAsync("Save agreed scores", HttpStatusCode.BadRequest);
        second.AssertSays("Somebody else recorded agreed scores for this bid after you opened it");
        second.AssertSays("The first meeting");
        Assert.Equal("The second meeting", second.Value("Who was present?"));
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
        var markers = await host.Db.QueryAsync<string>("select PersonId from PanelMember where RoundId = @round", new { round });
        var points = new[] { new[] { 5, 5, 5, 5, 5 }, [1, 1, 1, 1, 1], [3, 3, 3, 3, 3] };
        for (var i = 0; i < 3; i++) await host.Scenario.AssignedAsync(flagged, new Actor(Guid.Parse(markers[i]), "Marker"), points[i]);

        var browser = await host.AsAsync(officer);
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Marks spread 80 points");
        list = await list.Fill("Who was present?", "All three").PressAsync("Agree the mean for bids without a flag");
        list.AssertSays("1 bid agreed at its mean");
        (await browser.OpenAsync(Links.Moderation.List(round) + "?show=flags")).AssertSays("Spread wide");

        var line = await browser.OpenAsync(Links.Moderation.Line(round));
        line.AssertSays("1 bid has no agreed score yet");
        line = await line.Fill("Threshold", "65").PressAsync("Try it");
        line.AssertSays("Fund. Scored 65.0%, at or above the threshold of 65.0%");
        line = await line.Fill("Threshold", "65.01").PressAsync("Set the threshold");
        line.AssertSays("Scored 65.0%, below the threshold");
        (await line.Fill("Threshold", "most").PressAsync("Set the threshold", HttpStatusCode.BadRequest)).AssertError("Enter a threshold such as 65 or 62.5");
        _ = plain;
    }

    [Fact]
    public async Task Moderation_waits_for_open_sheets_while_scoring_is_open()
    {
        var (officer, _, bid) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        host.Clock.MoveTo("2026-02-10 10:00");
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(await RoundOfAsync(bid)));
        page.AssertSays("1 sheet not sealed");
        (await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Bid(bid))).AssertSays("1 marker has not sealed their scores yet, and scoring is open until 5pm on 20 February 2026");
    }

    private async Task<Guid> RoundOfAsync(Guid bid) => Guid.Parse((await host.Db.ScalarAsync<string>("select RoundId from Application where Id = @bid", new { bid }))!);

    private async Task<(Actor Officer, Guid Round, Guid Bid)> ScoredAsync(params int[][] marks)
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new List<Actor>();
        for (var i = 0; i < 3; i++) panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, panel);
        var bid = await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        for (var i = 0; i < marks.Length; i++) await host.Scenario.AssignedAsync(bid, panel[i], marks[i]);
        host.Clock.MoveTo("2026-02-21 10:00");
        return (officer, round, bid);
    }
}
