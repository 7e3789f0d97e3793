using System.Net;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class AreaReturnPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly byte[] Invoice = SamplePdf.Of("invoice");

    [Fact]
    public async Task An_area_return_is_prepared_certified_by_a_colleague_and_posted_by_the_office()
    {
        host.Clock.MoveTo("2025-07-30 10:00");
        var (preparer, colleague) = (await host.AsAsync(await DemoAsync("csp")), await host.AsAsync(await DemoAsync("csp2")));
        var list = await preparer.OpenAsync(Links.CspBudgets.MyYear("2025-26"));
        list.AssertDoesNotSay("Rutland");
        list.AssertSays("Missing, 7 working days late");
        var page = await list.FollowAsync("Leicester, quarter 1");
        page.AssertSays("Tell us what your area spent from 1 April 2025 to 30 June 2025");
        Assert.Null(Button(page, "Certify the return"));

        // A line, with what is wrong said at its boxes.
        var line = await page.FollowAsync("Add a line");
        line = await Day(line, "27", "6", "2025").Fill("Amount", "6300,00").PressAsync("Save the line", HttpStatusCode.BadRequest);
        line.AssertError("Enter what it cost in pounds and pence, such as 450 or 450.50. Did you mean £6,300.00?");
        line.AssertError("Say what was paid for");
        line.AssertSays("Your area has no approved project in 2025-26, so the line has none. You can propose a project.");
        line = await line.Fill("Amount", "-5").PressAsync("Save the line", HttpStatusCode.BadRequest);
        line.AssertError("Enter what it cost in pounds and pence, such as 450 or 450.50");
        line = await Day(line, "1", "7", "2025").Fill("Amount", "6300").PressAsync("Save the line", HttpStatusCode.BadRequest);
        line.AssertError("1 July 2025 is not in this return, which covers 1 April 2025 to 30 June 2025");
        line = await Day(line, "27", "6", "2025")
            .Fill("What was paid for?", "Street wardens, June")
            .Fill("Invoice number (optional)", "INV-9")
            .PressAsync("Save and add another");
        page = await Day(line, "2", "6", "2025").Fill("What was paid for?", "Leaflets").Fill("Amount", "50").PressAsync("Save the line");
        page.AssertSays("Leaflets, line 2");

        page = await page.Fill("Spent so far this year", "90,000")
            .Fill("Forecast of spending by 31 March", "80000")
            .PressAsync("Save the totals", HttpStatusCode.BadRequest);
        page.AssertError("Enter what is committed and not spent yet, or 0");
        page.AssertError("The forecast for 31 March cannot be less than what is spent already");
        page = await page.Fill("Committed and not spent yet", "20000")
            .Fill("Forecast of spending by 31 March", "250000")
            .Fill("Why does the forecast differ from the allocation?", "Two posts are vacant")
            .PressAsync("Save the totals");
        page.AssertSays("£83,650.00 is missing from the ledger and the lines");
        page.AssertSays("You prepared this return, so a colleague must certify it");
        var own = await colleague.OpenAsync(page.Address.AbsolutePath);
        own.AssertSays("so £83,650.00 is missing from them. Add or correct lines, or say why.");
        own.AssertSays("Line 1, Street wardens, June. Add a file of evidence: it is needed above £1,000.00");
        Assert.Null(Button(own, "Certify the return"));
        line = await page.FollowAsync("Street wardens, June, line 1");
        page = await line.Attach("Evidence", "wardens.pdf", Invoice).PressAsync("Save the line");
        page = await page.Fill("Spent so far this year", "6350").PressAsync("Save the totals");

        // The office posts nothing by hand; what the area sees is what was posted.
        own = await colleague.OpenAsync(page.Address.AbsolutePath);
        own = await own.PressAsync("Certify the return");
        own.AssertSays("With the office");
        var officer = await host.AsAsync(await DemoAsync("officer"));
        (await officer.OpenAsync(Links.Casework.Work)).AssertSays("CSP return to accept or query");
        (await officer.OpenAsync(Links.CspBudgets.Returns("2025-26"))).AssertSays("£6,350.00 more");
        var review = await officer.OpenAsync(Links.Casework.Next(WaitingKind.CspReturnToReview));
        review.AssertSays("The return says £6,350.00 more than the ledger");
        review.AssertSays("its lines account for all of it");
        Assert.Equal("wardens.pdf", await NameAsync(officer, review, "wardens.pdf"));
        review = await review.PressAsync("Save the decision", HttpStatusCode.BadRequest);
        review.AssertError("Choose what you decide");
        review = await review
            .Choose("Accept the return")
            .Fill("What do you ask about line 2? (optional)", "Which leaflets?")
            .PressAsync("Save the decision", HttpStatusCode.BadRequest);
        review.AssertError("You ask about a line, so the return cannot be accepted yet. Choose another answer, or clear the question.");
        review = await review.Choose("Ask about some lines").PressAsync("Save the decision");
        review.AssertSays("Leicester, quarter 1: sent back to the area");

        page = await preparer.OpenAsync(own.Address.AbsolutePath);
        page = await (await preparer.OpenAsync(Links.CspBudgets.MyYear("2025-26"))).FollowAsync("Leicester, quarter 1");
        page.AssertSays("Sent back to you Put it right by 13 August 2025.");
        page.AssertSays("The office asks: Which leaflets? Not answered yet.");
        line = await page.FollowAsync("Leaflets, line 2");
        page = await line.Fill("Your answer", "On burglary").PressAsync("Save the line");
        own = await (await colleague.OpenAsync(page.Address.AbsolutePath)).PressAsync("Certify the return");
        review = await officer.OpenAsync(Links.Casework.Next(WaitingKind.CspReturnToReview));
        review.AssertSays("Line 2, answer: nothing, now On burglary");
        var done = await review.Choose("Accept the return").PressAtOnceAsync("Save the decision", 4);
        Assert.All(done, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Conflict));
        var area = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        Assert.Equal(
            2,
            await host.Db.ScalarAsync<int>(
                "select count(*) from LedgerTransaction where BudgetYear = '2025-26' and Kind = 'Expenditure' and Reason in ('Street wardens, June', 'Leaflets')"
            )
        );
        review = await officer.OpenAsync(review.Address.AbsolutePath);
        review.AssertSays("Accepted Priya Shah accepted it");
        var entries = await review.FollowAsync(
            review
                .Document.QuerySelectorAll("main a")
                .First(link => link.TextContent.StartsWith("number ", StringComparison.Ordinal))
                .TextContent
        );
        entries.AssertSays("Street wardens, June");

        // Both versions are there for both sides, and the area has its statement.
        page = await preparer.OpenAsync(page.Address.AbsolutePath);
        page.AssertSays("Accepted, in the ledger as number");
        var version = await page.FollowAsync("Version 1");
        version.AssertSays("The return says £6,350.00 more than the ledger, and its lines account for all of it. The ledger had £0.00.");
        (await officer.OpenAsync(review.Address.AbsolutePath + "/versions/2")).AssertSays("Changed since version 1");
        var statement = await (await preparer.OpenAsync(Links.CspBudgets.MyYear("2025-26"))).FollowAsync("Statement of Leicester");
        statement.AssertSays("Street wardens, June");
        Assert.Equal("wardens.pdf", await NameAsync(preparer, statement, "Evidence of"));
        Assert.Contains(
            "Street wardens, June",
            await (await preparer.GetAsync(Links.CspBudgets.MyAreaCsv("2025-26", area))).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await preparer.GetAsync(Links.CspBudgets.MyAreaXlsx("2025-26", area))).StatusCode);
        // What was accepted can be sent back with a reason.
        review = await (await officer.OpenAsync(review.Address.AbsolutePath)).PressAsync("Send the return back", HttpStatusCode.BadRequest);
        review.AssertError("Say what the area should put right");
        review = await review.Fill("What should the area put right?", "The leaflets were of last year").PressAsync("Send the return back");
        review.AssertSays("Leicester, quarter 1: sent back to the area");
        // A return that is not prepared yet, and one whose period has not begun.
        (await officer.OpenAsync(Links.CspBudgets.Returns("2025-26"))).AssertSays("Missing, 7 working days late");
        page = await preparer.OpenAsync(Links.CspBudgets.Return("2025-26", area, ReturnPeriod.Quarter3));
        page.AssertSays("You can prepare it from 1 October 2025.");
        Assert.Null(Button(page, "Save the totals"));
    }

    [Fact]
    public async Task A_return_and_its_statement_are_not_found_by_an_officer_of_another_area()
    {
        host.Clock.MoveTo("2025-07-30 10:00");
        var stranger = await host.AsAsync(await DemoAsync("csp"));
        var rutland = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'");
        var evidence = await host.Db.ScalarAsync<Guid>(
            "select t.Id from LedgerTransaction t join CspProject p on p.Id = t.ProjectId where p.AreaId = @rutland and t.EvidenceFileId is not null",
            new { rutland }
        );
        foreach (
            var address in new[]
            {
                Links.CspBudgets.Return("2025-26", rutland, ReturnPeriod.Quarter1),
                Links.CspBudgets.ReturnLine("2025-26", rutland, ReturnPeriod.Quarter1),
                Links.CspBudgets.MyArea("2025-26", rutland),
                Links.CspBudgets.MyAreaCsv("2025-26", rutland),
                Links.CspBudgets.MyAreaXlsx("2025-26", rutland),
                Links.CspBudgets.MyAreaEvidence(evidence),
            }
        )
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_year_does_without_the_return_in_February_when_an_officer_says_so()
    {
        host.Clock.MoveTo("2025-07-30 10:00");
        var reader = await host.AsAsync(await DemoAsync("finance"));
        var officer = await host.AsAsync(await DemoAsync("officer"));
        Assert.Null(Button(await reader.OpenAsync(Links.CspBudgets.Returns("2024-25")), "Do without it in 2024-25"));
        var page = await officer.OpenAsync(Links.CspBudgets.Returns("2024-25"));
        page.AssertSays("Rutland, February");
        page = await page.PressAsync("Do without it in 2024-25");
        page.AssertDoesNotSay("Rutland, February");
        page = await page.PressAsync("Ask for it in 2024-25");
        page.AssertSays("Rutland, February");
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

    private static BrowserPage Day(BrowserPage page, string day, string month, string year) =>
        page.FillNamed("Form.SpentOn.Day", day).FillNamed("Form.SpentOn.Month", month).FillNamed("Form.SpentOn.Year", year);

    private static object? Button(BrowserPage page, string words) =>
        page.Document.QuerySelectorAll("main button").FirstOrDefault(button => button.TextContent.Trim() == words);

    /// <returns>The name of the file behind a link that begins with these words.</returns>
    private static async Task<string?> NameAsync(Browser browser, BrowserPage page, string link)
    {
        var address = page
            .Document.QuerySelectorAll("main a")
            .First(one => one.TextContent.StartsWith(link, StringComparison.Ordinal))
            .GetAttribute("href")!;
        using var answer = await browser.GetAsync(address);
        return answer.Content.Headers.ContentDisposition?.FileName?.Trim('"');
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
