using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class EditionPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task An_edition_is_public_once_a_second_officer_has_approved_it_and_until_it_is_taken_back()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        var (visitor, officer) = (host.Visitor(), await host.AsAsync(stages.Officer));
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var list = await (await officer.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Editions of figures for the public");
        var page = await list.Fill("Make an edition of the quarter that ended on", "31 December 2025").PressAsync("Make the edition");
        page.AssertSays("The edition is made. Someone else must approve it.");
        var id = await host.Db.ScalarAsync<Guid>("select Id from FigureEdition where FundId = @fund", new { fund });
        page.AssertSays("You made this edition, so someone else must approve it.");
        Assert.Equal(
            "You made this edition, so someone else must approve it",
            (await host.WithAsync<ApproveEdition, Result>(publish => publish.RunAsync(stages.Officer, id))).FirstRefusal!.Sentence
        );
        await visitor.OpenAsync(Links.Publishing.Edition(id), HttpStatusCode.NotFound);
        await AssertFileAsync(visitor, id, HttpStatusCode.NotFound);
        page = await (await second.OpenAsync(Links.Publishing.EditionToCheck(id))).PressAsync("Approve the edition");
        page = await page.PressAsync("Publish the edition");
        page.AssertSays("Anyone can now read these figures");

        var shown = await visitor.OpenAsync(Links.Publishing.Edition(id));
        shown.AssertSays("someone in two projects counts twice");
        shown.AssertDoesNotSay("OPCC policy");
        (await visitor.OpenAsync(Links.Publishing.Figures)).AssertSays(shown.Heading);
        await AssertFileAsync(visitor, id, HttpStatusCode.OK);

        page = await page.Fill("Why do you take it back?", "A project was counted in the wrong area").PressAsync("Take it back");
        page.AssertSays("Taken back");
        (await visitor.OpenAsync(Links.Publishing.Edition(id))).AssertSays("A project was counted in the wrong area.");
        await AssertFileAsync(visitor, id, HttpStatusCode.NotFound);

        // Another that is not published yet is removed without a trace but in the trail.
        page = await (await officer.OpenAsync(Links.Publishing.Editions(fund)))
            .Fill("Make an edition of the quarter that ended on", "31 December 2025")
            .PressAsync("Make the edition");
        (await page.PressAsync("Remove it")).AssertSays("The edition is removed");
        Assert.Equal(1, await host.Database.CountAsync("FigureEdition", "FundId = @fund", new { fund }));
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await finance.OpenAsync(Links.Publishing.Editions(fund))).AssertDoesNotSay("Make the edition");
    }

    private static async Task AssertFileAsync(Browser browser, Guid edition, HttpStatusCode expected)
    {
        using var answer = await browser.GetAsync(Links.Publishing.EditionFile(edition));
        Assert.Equal(expected, answer.StatusCode);
    }
}
