using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class ReturnTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_return_starts_from_the_promises_and_ends_with_what_was_not_spent()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        var browser = await host.AsAsync(stages.Bids[0].Applicant);
        var page = await (await browser.OpenAsync(Links.Applications.Mine)).FollowAsync("Monitoring return, due 28 May 2027 for Project A");
        page.AssertSays("Budget: £3,000.00");
        page.AssertSays("Measured by Police reports; from 20 a month to 10 a month");
        page = await page.Fill("Spent on Youth workers", "3100").PressAsync("Send the return", HttpStatusCode.BadRequest);
        page.AssertError("Say why line 1 cost more than its budget of £3,000.00");
        page.AssertError("Enter what was spent on line 2, or 0 if nothing was");
        page.AssertError("Say what came of outcome 1");
        Assert.Equal("3100", page.Value("Spent on Youth workers"));
        var saved = await page.Fill("If it differs from the budget, why? Youth workers", "More sessions").Fill("Spent on Venue hire", "1,650.25").PressAsync("Save and come back later");
        Assert.Equal("Your applications", saved.Heading);
        page = await browser.OpenAsync(page.Address.AbsolutePath);
        page.AssertSays("spent £4,750.25 of £5,000.00, unspent £249.75");
        page = await page.Fill("Fewer incidents", "12 a month").Fill("How many people took part for the first time?", "35").Fill("How many of them came back?", "20").Fill("What did you do?", "Sessions every week").Fill("What did you learn, and what would you do otherwise?", "Start earlier").PressAsync("Send the return");
        page.AssertSays("Unspent £249.75");

        var officer = await host.AsAsync(stages.Officer);
        var list = await officer.OpenAsync(Links.Monitoring.Returns);
        list.AssertSays("To review");
        var review = await officer.OpenAsync(page.Address.AbsolutePath + "/review");
        (await review.PressAsync("Give it back", HttpStatusCode.BadRequest)).AssertError("Say what the organisation should put right");
        (await review.PressAsync("Accept the return")).AssertSays("Return accepted");
        using var stranger = await (await host.AsAsync(stages.Bids[1].Applicant)).GetAsync(page.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }
}
