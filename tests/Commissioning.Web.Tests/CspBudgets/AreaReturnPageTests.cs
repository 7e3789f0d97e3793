using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class AreaReturnPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_area_return_is_prepared_certified_by_a_colleague_and_shown_to_the_office_when_late()
    {
        host.Clock.MoveTo("2025-10-30 10:00");
        var preparer = await host.AsAsync(await DemoAsync("csp"));
        var list = await preparer.OpenAsync(Links.CspBudgets.MyYear("2025-26"));
        list.AssertSays("Leicester, quarter 2");
        list.AssertDoesNotSay("Rutland");
        var form = await list.FollowAsync("Leicester, quarter 2");
        form = await form.Fill("Spent so far this year", "90,000")
            .Fill("Forecast of spending by 31 March", "80000")
            .PressAsync("Save the return", HttpStatusCode.BadRequest);
        form.AssertError("Enter what is committed and not spent yet, or 0");
        form.AssertError("The forecast for 31 March cannot be less than what is spent already");
        form = await form.Fill("Committed and not spent yet", "20000")
            .Fill("Forecast of spending by 31 March", "250000")
            .Fill("Why does the forecast differ from the allocation?", "Two posts are vacant")
            .PressAsync("Save the return");
        form.AssertSays("Underspend above £15,000.00");
        form.AssertSays("Not certified, 7 working days late");
        var own = await preparer.OpenAsync(
            list.Document.QuerySelectorAll("main a").First(link => link.TextContent == "Leicester, quarter 2").GetAttribute("href")!
        );
        (await own.PressAsync("Certify the return", HttpStatusCode.BadRequest)).AssertError(
            "You prepared this return, so a colleague must certify it"
        );
        var colleague = await host.AsAsync(await DemoAsync("csp2"));
        (await (await colleague.OpenAsync(own.Address.AbsolutePath)).PressAsync("Certify the return")).AssertSays(
            "Certified by Anita Cole"
        );
        // The office is told, sees the difference from the ledger, and says what it does about the underspend.
        var reader = await host.AsAsync(await DemoAsync("officer"));
        (await reader.OpenAsync(Links.Casework.Work)).AssertSays("Certified quarterly return to read");
        var certified = await (await reader.OpenAsync(Links.CspBudgets.Returns("2025-26"))).FollowAsync(
            "Not read yet, Leicester, quarter 2"
        );
        certified.AssertSays("The return says £90,000.00 more than the ledger");
        certified.AssertSays("The forecast underspend of £21,818.47 is above £15,000.00.");
        certified = await certified.PressAsync("Mark as read", HttpStatusCode.BadRequest);
        certified.AssertError("The forecast underspend is above £15,000.00. Say what the office does about it.");
        (await certified.Fill("What follows from it?", "Meeting in November").PressAsync("Mark as read")).AssertSays("Read by Priya Shah");
        var rutland = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'");
        await colleague.OpenAsync($"/csp/my-returns/2025-26/{rutland}/1", HttpStatusCode.NotFound);

        var office = await (await host.AsAsync(await DemoAsync("officer"))).OpenAsync(Links.CspBudgets.Returns("2025-26"));
        office.AssertSays("Rutland, quarter 1 21 July 2025");
        office.AssertSays("Missing, 72 working days late");
    }

    [Fact]
    public async Task An_area_project_takes_expenditure_only_after_the_office_approves_it()
    {
        host.Clock.MoveTo("2025-06-20 10:00");
        var area = await host.AsAsync(await DemoAsync("csp"));
        var page = await area.OpenAsync(Links.CspBudgets.MyProjects("2025-26"));
        page = await page.Choose("Charnwood")
            .Fill("Name of the project", "Market wardens")
            .Fill("What will it cost?", "999999")
            .PressAsync("Propose the project", HttpStatusCode.BadRequest);
        page.AssertError("The area has £89,530.24 free to use, which is £910,468.76 less than the project costs");
        page.AssertError("Choose the level of prevention");
        Assert.Equal("Market wardens", page.Value("Name of the project"));
        page = await page.Fill("What will it cost?", "9,000")
            .Fill("What will you do, and why?", "Wardens on market days")
            .Fill("Which priority does it serve?", "Business Crime")
            .Choose("Primary")
            .Fill("Outcome", "Improved feelings of safety")
            .PressAsync("Propose the project");
        page.AssertSays("Charnwood, £9,000.00: proposed.");
        var office = await host.AsAsync(await DemoAsync("officer"));
        var project = await (await office.OpenAsync(Links.CspBudgets.Years)).FollowAsync("Charnwood: Market wardens");
        var id = Guid.Parse(project.Address.Segments[^1]);
        var charnwood = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Charnwood'");
        (await office.OpenAsync(Links.CspBudgets.Post("2025-26", charnwood, "Expenditure"))).AssertDoesNotSay("Market wardens");
        (await project.PressAsync("Refuse", HttpStatusCode.BadRequest)).AssertError("Say why you are refusing the project");
        project = await project.PressAsync("Approve");
        project.AssertSays("Approved by Priya Shah");
        var post = await office.OpenAsync(Links.CspBudgets.Post("2025-26", charnwood, "Expenditure"));
        await post.Fill("Amount", "750.25")
            .Fill("Project (optional)", "Market wardens, £9,000.00 left")
            .Fill("What is it for?", "First month")
            .PressAsync("Post it");
        (await office.OpenAsync(Links.CspBudgets.Project(id))).AssertSays("Not spent yet £8,249.75");
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
