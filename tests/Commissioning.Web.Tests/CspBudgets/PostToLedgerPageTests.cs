using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class PostToLedgerPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_virement_shows_the_figures_before_and_after_and_can_be_reversed()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var year = await browser.OpenAsync(Links.CspBudgets.Year("2024-25"));
        year.AssertSays("£737,580.04");
        year.AssertSays("£726,311.54");
        year.AssertSays("4 of 9 areas have spent all of their allocation. 84 projects.");
        var area = await year.FollowAsync("Leicester");
        area.AssertSays("£8,093.68");
        var post = await area.FollowAsync("Make a virement to another area");
        post = await post.Fill("Amount", "8,093.69")
            .Fill("What is it for?", "Too much")
            .PressAsync("Check before and after", HttpStatusCode.BadRequest);
        post.AssertError("Leicester has £8,093.68 left, which is £0.01 less than £8,093.69");
        post = await post.Fill("Amount", "93.68")
            .Fill("To which area?", "Blaby, £3,054.99 remaining")
            .Fill("Approved by, and by what authority", "CFO, 3 February")
            .Fill("What is it for?", "Shared patrols")
            .PressAsync("Check before and after");
        post.AssertSays("£8,093.68 remaining, then £8,000.00");
        post.AssertSays("£3,054.99 remaining, then £3,148.67");
        area = await post.PressAsync("Post it");
        area.AssertSays("£8,000.00");
        area.AssertSays("Virement: Shared patrols (CFO, 3 February)");
        var reverse = await browser.OpenAsync(
            area.Document.QuerySelectorAll("main a")
                .First(link => link.GetAttribute("href")!.Contains("/reverse?", StringComparison.Ordinal))
                .GetAttribute("href")!
        );
        (await reverse.PressAsync("Reverse it", HttpStatusCode.BadRequest)).AssertError("Say why you are reversing the transaction");
        await reverse.Fill("Why is it reversed?", "Wrong year").PressAsync("Reverse it");
        (await browser.OpenAsync(Links.CspBudgets.Year("2024-25"))).AssertSays("£8,093.68");
    }

    [Fact]
    public async Task The_panel_table_is_read_at_a_date_with_its_entries_and_downloaded()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await browser.OpenAsync(Links.CspBudgets.Year("2024-25", "2024-04-30"))).AssertSays("As at 30 April 2024");
        var panel = await browser.OpenAsync(Links.CspBudgets.Panel("2024-25"));
        (await panel.FollowAsync("Total, Expenditure: £726,311.54")).AssertSays("come to £726,311.54");
        var year = await browser.OpenAsync(Links.CspBudgets.Year("2024-25"));
        (await year.FollowAsync("Blaby, Spent: £51,371.50")).AssertSays("7 entries come to £51,371.50.");
        using var pdf = await browser.GetAsync(Links.CspBudgets.PanelPdf("2024-25"));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        using var csv = await browser.GetAsync(Links.CspBudgets.PanelCsv("2024-25"));
        Assert.Contains(
            "Total,639675.00,97905.04,0.00,737580.04,726311.54,0.00,11268.50",
            await csv.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        var moved = await browser.OpenAsync(
            Links.CspBudgets.Moved("2024-25") + "?From.Day=31&From.Month=8&From.Year=2024&Until.Day=30&Until.Month=9&Until.Year=2024"
        );
        moved.AssertSays(
            "2 September 2024 Contribution: Share of the scheme Leicester ECINS case management system, hosted by Charnwood £20,000.00"
        );
        using var xlsx = await browser.GetAsync(Links.CspBudgets.PanelXlsx("2024-25"));
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString((await xlsx.Content.ReadAsByteArrayAsync())[..2]));
    }

    [Fact]
    public async Task Printed_figures_are_compared_with_the_ledger()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var paper = await browser.OpenAsync(Links.CspBudgets.Reconcile("2024-25"));
        paper = await paper.Fill("Figures as printed", "table,row,column,printed\nareas,Total,remaining,11268.05").PressAsync("Compare");
        paper.AssertSays("1 of 1 printed figures do not agree");
        paper.AssertSays("differs by -£0.45");
        await browser.OpenAsync("/csp/2024-26", HttpStatusCode.NotFound);
    }
}
