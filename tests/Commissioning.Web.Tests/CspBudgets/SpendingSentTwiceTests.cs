using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>Every form has its number by the same helper; this is one that moves money.</summary>
public sealed class SpendingSentTwiceTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task Spending_that_is_posted_twice_counts_once_until_the_button_is_pressed_again_on_purpose()
    {
        host.Clock.MoveTo("2025-06-10 10:32");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var area = await (await browser.OpenAsync(Links.CspBudgets.Year("2025-26"))).FollowAsync("Blaby");
        var post = (await area.FollowAsync("Post spending")).Fill("Amount", "10").Fill("What is it for?", "Tea for the wardens");
        Task<int> PostedAsync() => host.Database.CountAsync("LedgerTransaction", "Reason = 'Tea for the wardens'");

        // A mistake leaves the number unused.
        (await post.Fill("Amount", "ten").PressAsync("Post it", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount in pounds and pence, such as 450 or 450.50"
        );
        await post.Fill("Amount", "10").PressAsync("Post it");
        Assert.Equal(1, await PostedAsync());

        var again = await post.PressAsync("Post it", HttpStatusCode.BadRequest);
        again.AssertError(
            "You sent this form already, at 10:32am, and it counted. Nothing was done the second time. If you want to do it again, check what is below and press the button again."
        );
        Assert.Equal(("10", "Tea for the wardens"), (again.Value("Amount"), again.Value("What is it for?")));
        Assert.Equal(1, await PostedAsync());

        // Pressed on purpose it is asked whether it is other spending.
        again = await again.PressAsync("Post it", HttpStatusCode.BadRequest);
        Assert.Equal(1, await PostedAsync());
        await again.Choose("This is other spending").Fill("Why is it other spending?", "Two packets").PressAsync("Post it");
        Assert.Equal(2, await PostedAsync());
    }

    [Fact]
    public async Task Spending_that_is_posted_eight_times_at_once_counts_once()
    {
        host.Clock.MoveTo("2025-06-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var area = await (await browser.OpenAsync(Links.CspBudgets.Year("2025-26"))).FollowAsync("Blaby");
        var post = (await area.FollowAsync("Post spending")).Fill("Amount", "1").Fill("What is it for?", "A lamp");
        var answers = await post.PressAtOnceAsync("Post it", 8);
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(
            7,
            answers.Count(answer =>
                answer.Status == HttpStatusCode.BadRequest
                && answer.Text.Contains("You sent this form already, at 10am, and it counted.", StringComparison.Ordinal)
            )
        );
        Assert.Equal(1, await host.Database.CountAsync("LedgerTransaction", "Reason = 'A lamp'"));
    }

    [Fact]
    public async Task Spending_that_is_posted_again_after_Back_counts_once()
    {
        host.Clock.MoveTo("2025-06-10 10:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await using var session = await BrowserSession.OpenAsync(host);
        var tab = await session.DeskAsync(officer);
        var area = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Blaby'");
        await tab.OpenAsync(Links.CspBudgets.Post("2025-26", area, nameof(TransactionKind.Expenditure)));
        await tab.TypeAsync("Amount", "2");
        await tab.TypeAsync("What is it for?", "A rope");
        var post = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Post it" });
        await tab.LeaveByAsync(post);
        await tab.Page.GoBackAsync();
        Assert.Equal("2", await tab.Page.GetByLabel("Amount", new() { Exact = true }).InputValueAsync());
        await tab.LeaveByAsync(post);
        await tab.SaysAsync("You sent this form already, at 10am, and it counted.");
        Assert.Equal(1, await host.Database.CountAsync("LedgerTransaction", "Reason = 'A rope'"));
        // Pressed on purpose it is asked whether it is other spending.
        await tab.LeaveByAsync(post);
        await tab.SaysAsync("If it is another, tick the box and say why.");
    }
}
