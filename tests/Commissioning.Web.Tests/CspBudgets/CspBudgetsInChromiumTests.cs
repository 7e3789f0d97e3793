using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>The partnerships' budgets as the office and an area see them, in Chromium, with axe on each page.</summary>
public sealed class CspBudgetsInChromiumTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task CSP_budget_pages_are_accessible_in_Chromium()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.DeskAsync(await DemoAsync("officer"));
        await officer.OpenAsync(Links.CspBudgets.Years);
        await officer.OpenAsync(Links.CspBudgets.Year("2024-25"), "csp-overview");
        await officer.SaysAsync("£726,311.54");
        await officer.FollowAsync("Blaby", "csp-area");
        await officer.OpenAsync(
            Links.CspBudgets.Area("2025-26", await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Blaby'"))
        );
        await officer.Page.GetByText("Request what someone else approves").ClickAsync();
        await officer.FollowAsync("Virement", "csp-virement");
        await officer.TypeAsync("Amount", "665.76");
        await officer.SelectAsync(
            "To which area?",
            (await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'")).ToString()
        );
        await officer.TypeAsync("What is it for?", "Shared patrols");
        await officer.TypeAsync("Paper or decision that it rests on", "Panel of 9 June");
        await officer.PressAsync("Request it", "csp-request");
        var approver = await session.DeskAsync(await DemoAsync("chief-finance"));
        await approver.OpenAsync(Links.CspBudgets.Requests, "csp-requests");
        await approver.FollowAsync("Virement", "csp-request-to-approve");
        await approver.SaysAsync("£52,000.00");
        await approver.PressAsync("Approve and post");
        await officer.OpenAsync(Links.CspBudgets.Panel("2024-25", "2025-01-16"), "csp-panel");
        await officer.SaysAsync("4 of 9 areas spent all of their allocation.");
        await session.PdfAsync(officer, "Download as PDF", "csp-panel-pdf");
        await officer.OpenAsync(Links.CspBudgets.Reconcile("2024-25"));
        await officer.TypeAsync(
            "Or paste the text",
            "table,row,column,printed\nareas,Leicester City,allocation,£313421.48\nareas,Total,remaining,11268.05"
        );
        await officer.PressAsync("Compare", "csp-reconcile");
        await officer.OpenAsync(
            Links.CspBudgets.Moved("2024-25") + "?From.Day=31&From.Month=8&From.Year=2024&Until.Day=30&Until.Month=9&Until.Year=2024",
            "csp-moved"
        );
        await officer.OpenAsync(Links.CspBudgets.YearEnd("2024-25"), "csp-year-end");
        await officer.OpenAsync(Links.CspBudgets.Returns("2024-25"), "csp-returns");
        await officer.OpenAsync(Links.CspBudgets.AreaContacts);
        await officer.OpenAsync(Links.CspBudgets.Entries("2024-25", LedgerColumn.Expenditure, null), "csp-entries");
        await officer.OpenAsync(Links.CspBudgets.Areas, "csp-areas");
        await officer.OpenAsync(Links.CspBudgets.Merge, "csp-merge");
        await officer.OpenAsync(Links.CspBudgets.Funding("2025-26"), "csp-funding");
        await officer.OpenAsync(Links.CspBudgets.Payees, "csp-payees");
        await officer.OpenAsync(Links.CspBudgets.Papers("2024-25"), "csp-papers");
        await officer.OpenAsync(Links.CspBudgets.NewRequest("2025-26", LedgerRequestKind.Return), "csp-return-request");
        await officer.OpenAsync(Links.CspBudgets.Formulas("2025-26"), "csp-formulas");
        await officer.OpenAsync(Links.CspBudgets.ShareOut("2025-26"));
        await officer.TypeAsync("Pot", "11,268.50");
        await officer.PressAsync("Work out the shares", "csp-share-out");
        await officer.OpenAsync(Links.CspBudgets.Formula("2025-26"), "csp-formula");
        await officer.OpenAsync(
            Links.CspBudgets.Area("2024-25", await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'"))
        );
        await officer.FollowAsync("Burglary packs", "csp-project");
        await officer.OpenAsync(Links.CspBudgets.Import("2025-26"));
        await officer.AttachAsync(
            "Spreadsheet",
            "q1.csv",
            "CSP,Date,Project,Amount\nLeicester City CSP,3/6/2025,Patrols,£1200.50\nThe City,31/2/2025,Packs,tbc\nTotal,,,1300\n"u8.ToArray()
        );
        await officer.PressAsync("Read the file", "csp-import");
        var area = await session.PhoneAsync(await DemoAsync("csp"));
        await area.OpenAsync(Links.CspBudgets.MyReturns, "csp-my-returns-phone");
        await area.FollowAsync("Leicester, quarter 1", "csp-return-phone");
        await area.OpenAsync(Links.CspBudgets.MyProjects("2025-26"), "csp-my-projects-phone");
    }

    private Task<Actor> DemoAsync(string key) => host.DemoAsync(key);
}
