using System.Net;
using Commissioning.Domain;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

public sealed class DecidePageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_recommendation_paper_is_drawn_from_the_data_and_frozen()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var browser = await host.AsAsync(stages.Officer);
        var preview = await browser.OpenAsync(Links.Decisions.Recommend(stages.Round));
        preview.AssertSays(
            "The panel recommends 2 projects for grants that add up to £10,000.00, out of a pot of £50,000.00. £40,000.00 would stay unallocated."
        );
        var paper = await preview.PressAsync("Make the recommendation");
        paper.AssertSays("70% and above 2");
        paper.AssertSays("No panel member declared a conflict.");
        paper.AssertSays("Project C");
        (await browser.OpenAsync(Links.Decisions.Recommend(stages.Round))).AssertSays("The recommendation was made at");
        (await browser.OpenAsync(Links.Moderation.Application(stages.Applications[0].Id))).AssertSays(
            "you can no longer change agreed scores"
        );
        using var pdf = await browser.GetAsync(Links.Decisions.PaperPdf(stages.Round));
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync())[..4]));
    }

    [Fact]
    public async Task A_recommendation_waits_until_every_application_has_an_agreed_score()
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
    public async Task A_decision_is_made_by_a_second_person_with_interests_and_a_reason_for_each_departure()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { stages.Officer.Id })
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays(
            "You made the recommendation, so someone else must decide"
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
    public async Task A_decision_must_fit_the_pot()
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
        page.AssertError("The applications you chose add up to £15,000.00, which is £3,000.00 more than the £12,000.00 in the pot");
    }

    [Fact]
    public async Task An_application_withdrawn_after_the_recommendation_is_not_funded()
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
