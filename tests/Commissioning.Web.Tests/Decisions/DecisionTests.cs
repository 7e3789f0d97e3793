using System.Net;
using Commissioning.Domain;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

public sealed class DecisionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_paper_is_written_by_the_data_and_frozen()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var browser = await host.AsAsync(stages.Officer);
        var preview = await browser.OpenAsync(Links.Decisions.Recommend(stages.Round));
        preview.AssertSays(
            "The panel recommends 2 projects for grants that come to £10,000.00, out of a pot of £50,000.00. £40,000.00 would stay unallocated."
        );
        var paper = await preview.PressAsync("Make the recommendation");
        paper.AssertSays("70% and above 2");
        paper.AssertSays("No panel member declared a conflict.");
        paper.AssertSays("Project C");
        (await browser.OpenAsync(Links.Decisions.Recommend(stages.Round))).AssertSays("The recommendation was made at");
        (await browser.OpenAsync(Links.Moderation.Application(stages.Applications[0].Id))).AssertSays(
            "agreed scores can no longer be changed"
        );
        using var pdf = await browser.GetAsync(Links.Decisions.PaperPdf(stages.Round));
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync())[..4]));
    }

    [Fact]
    public async Task Nothing_is_recommended_before_every_application_has_an_agreed_score()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from AgreedScore where ApplicationId = @Id", new { stages.Applications[1].Id })
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Recommend(stages.Round))).AssertSays(
            "1 application has no agreed score yet"
        );
    }

    [Fact]
    public async Task Somebody_else_decides_with_interests_and_a_reason_for_each_departure()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { stages.Officer.Id })
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays(
            "You made the recommendation, so somebody else must decide"
        );

        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        var references = await host.Db.QueryAsync<string>(
            "select Reference from Application where RoundId = @Round order by Number",
            new { stages.Round }
        );
        page = await page.Fill($"Fund {references[1]}", "off").PressAsync("Record the decision", HttpStatusCode.BadRequest);
        page.AssertError("Declare your interests, or write None");
        page.AssertError($"Say why you depart from the recommendation for {references[1]}");
        page = await page.Fill("Your interests in any of these applications", "None")
            .Fill($"Reason for {references[1]}", "Funded by the city this month")
            .PressAsync("Record the decision");
        page.AssertSays("The decision is recorded");
        page.AssertSays("1 project, £5,000.00");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays("This round was decided at");
    }

    [Fact]
    public async Task The_decision_must_fit_the_pot()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) })
        ).RecommendedAsync();
        var references = await host.Db.QueryAsync<string>(
            "select Reference from Application where RoundId = @Round order by Number",
            new { stages.Round }
        );
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await page.Fill($"Fund {references[2]}", "on")
            .Fill($"Reason for {references[2]}", "Needed")
            .Fill("Your interests in any of these applications", "None")
            .PressAsync("Record the decision", HttpStatusCode.BadRequest);
        page.AssertError("The applications you chose come to £15,000.00, which is £3,000.00 more than the £12,000.00 in the pot");
    }

    [Fact]
    public async Task A_application_withdrawn_after_the_recommendation_is_not_funded()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var outcome = await host.WithAsync<WithdrawApplication, Result>(withdraw =>
            withdraw.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "We have closed")
        );
        Assert.Null(outcome.FirstRefusal);
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await page.Fill("Your interests in any of these applications", "None").PressAsync("Record the decision");
        page.AssertSays("1 project, £5,000.00");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
    }
}
