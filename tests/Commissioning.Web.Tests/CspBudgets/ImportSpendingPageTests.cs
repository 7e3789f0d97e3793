using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class ImportSpendingPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_spending_spreadsheet_with_an_unknown_area_is_answered_and_posted()
    {
        host.Clock.MoveTo("2025-06-20 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await browser.OpenAsync(Links.CspBudgets.Import("2025-26"));
        (await page.PressAsync("Read the file", HttpStatusCode.BadRequest)).AssertError("Choose a file first");
        page = await page.Attach(
                "Spreadsheet",
                "q1.csv",
                "CSP,Date,Project,Amount\nLeicester City CSP,3/6/2025,Patrols,£1200.50\nThe City,4/6/2025,Packs,99.50\nTotal,,,1300\n"u8.ToArray()
            )
            .PressAsync("Read the file");
        page.AssertSays("2 rows of spending, £1,300.00 in total; 1 cannot be posted as they are.");
        page.AssertSays("Sheet q1.csv: 2 rows, £1,300.00. Left out as totals: row 4.");
        page.AssertSays("Sheet q1.csv, A3: \"The City\" is not a known area");
        // Nothing can be posted while a row is bad.
        page.AssertDoesNotSay("Post all of it");
        page = await page.Fill("Which area is \"The City\"?", "Leicester").PressAsync("Read the file with these answers");
        page = await page.PressAsync("Post all of it");
        page.AssertSays("2 rows posted from q1.csv");
        page.AssertSays("£1,300.00");

        // One of two rows is there already, and the total is a slip.
        page = await browser.OpenAsync(Links.CspBudgets.Import("2025-26"));
        page = await page.Attach(
                "Spreadsheet",
                "q1-again.csv",
                "CSP,Date,Project,Amount\nLeicester,3/6/2025,Patrols,1200.50\nLeicester,5/6/2025,Wardens,4\nTotal,,,10\n"u8.ToArray()
            )
            .PressAsync("Read the file");
        page.AssertSays("1 row looks like spending that is there already.");
        page.AssertSays("Sheet q1-again.csv, D4: the total says £10.00, its rows come to £1,204.50");
        (await page.PressAsync("Post all of it", HttpStatusCode.BadRequest)).AssertSays("Leave it out, or say why it is other spending.");
        page = await page.Choose("Leave it out")
            .Fill("Why does a total of the file differ from its rows?", "It was copied from another sheet")
            .PressAsync("Post all of it");
        page.AssertSays("1 row posted from q1-again.csv");
        var entries = await browser.OpenAsync(Links.CspBudgets.Entries("2025-26", LedgerColumn.Expenditure, null));
        var file = entries
            .Document.QuerySelectorAll("main a")
            .First(link => link.TextContent.StartsWith("Read from file", StringComparison.Ordinal))
            .GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(file)).StatusCode);
        var stranger = await host.AsAsync(await host.DemoAsync("csp"));
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(file)).StatusCode);
    }
}
