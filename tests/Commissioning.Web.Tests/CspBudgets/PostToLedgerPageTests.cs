using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class PostToLedgerPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_virement_is_requested_approved_by_someone_else_and_can_be_reversed()
    {
        host.Clock.MoveTo("2025-06-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var year = await browser.OpenAsync(Links.CspBudgets.Year("2025-26"));
        year.AssertSays("£639,675.00");
        year.AssertSays("0 of 9 areas have spent all of their allocation.");
        var area = await year.FollowAsync("Leicester");
        area.AssertSays("£271,818.47");
        var form = await area.FollowAsync("Virement");
        form = await form.Fill("Amount", "271,818.48")
            .Fill("To which area?", "Blaby, £52,665.76 remaining")
            .Fill("What is it for?", "Too much")
            .PressAsync("Request it", HttpStatusCode.BadRequest);
        form.AssertError("Leicester has £271,818.47 left, which is £0.01 less than £271,818.48");
        form.AssertError("Name the paper or decision that this rests on, such as: budget paper of 3 March, item 4");
        Assert.Equal("Too much", form.Value("What is it for?"));
        form = await form.Fill("Amount", "1818,47").PressAsync("Request it", HttpStatusCode.BadRequest);
        form.AssertError("Enter an amount in pounds and pence, such as 450 or 450.50. Did you mean £1,818.47?");
        var request = await form.Fill("Amount", "1,818.47")
            .Fill("What is it for?", "Shared patrols")
            .Fill("Paper or decision that it rests on", "Panel of 9 June")
            .PressAsync("Request it");
        request.AssertSays("Leicester £1,818.47 £271,818.47 £270,000.00");
        request.AssertSays("Blaby receives £0.00 £52,665.76 £54,484.23");
        request.AssertDoesNotSay("Approve and post");
        (await browser.OpenAsync(Links.CspBudgets.Year("2025-26"))).AssertDoesNotSay("£270,000.00");
        var approver = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await approver.OpenAsync(Links.Casework.Work)).AssertSays("Request of the ledger to approve");
        var asked = await approver.OpenAsync(request.Address.AbsolutePath);
        (await asked.PressAsync("Refuse", HttpStatusCode.BadRequest)).AssertError("Say why you refuse the request");
        (await asked.PressAsync("Approve and post")).AssertSays("Approved and posted");
        area = await browser.OpenAsync(area.Address.AbsolutePath);
        area.AssertSays("£270,000.00");
        area.AssertSays("Virement: Shared patrols Panel of 9 June");
        var reverse = await browser.OpenAsync(
            area.Document.QuerySelectorAll("main a")
                .First(link => link.GetAttribute("href")!.Contains("/reverse?", StringComparison.Ordinal))
                .GetAttribute("href")!
        );
        reverse.AssertSays("What Virement: Shared patrols Amount £1,818.47 From Leicester To Blaby");
        (await reverse.PressAsync("Request the reversal", HttpStatusCode.BadRequest)).AssertError("Say what this is for");
        asked = await reverse
            .Fill("Why is it reversed?", "Wrong year")
            .Fill("Paper or decision that it rests on", "E-mail of 10 June")
            .PressAsync("Request the reversal");
        await (await approver.OpenAsync(asked.Address.AbsolutePath)).PressAsync("Approve and post");
        (await browser.OpenAsync(Links.CspBudgets.Year("2025-26"))).AssertSays("£271,818.47");
    }

    [Theory]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("٣")]
    [InlineData("(12.50)")]
    [InlineData("-5")]
    public async Task Spending_that_is_no_amount_is_refused_and_what_was_typed_stays(string typed)
    {
        host.Clock.MoveTo("2025-06-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var area = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        var form = await browser.OpenAsync(Links.CspBudgets.Post("2025-26", area, "Expenditure"));
        form = await form.Fill("Amount", typed).Fill("What is it for?", "Patrols").PressAsync("Post it", HttpStatusCode.BadRequest);
        form.AssertError("Enter an amount in pounds and pence, such as 450 or 450.50");
        Assert.Equal((typed, "Patrols"), (form.Value("Amount"), form.Value("What is it for?")));
        (await form.Fill("Amount", "£0").PressAsync("Post it", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount of more than £0.00"
        );
    }

    [Fact]
    public async Task The_panel_table_is_read_at_a_date_with_its_entries_and_downloaded()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await browser.OpenAsync(Links.CspBudgets.Year("2024-25", "2024-04-30"))).AssertSays("As at 30 April 2024");
        var panel = await browser.OpenAsync(Links.CspBudgets.Panel("2024-25", "2025-01-16"));
        panel.AssertSays("Figures as at 16 January 2025, from the ledger up to transaction");
        panel.AssertSays("4 of 9 areas spent all of their allocation.");
        panel.AssertSays("Total £639,675.00 £97,905.04 £0.00 £737,580.04 £726,311.54 £0.00 £11,268.50");
        panel.AssertSays("Underspend that areas returned to the pooled underspend £11,268.50 £0.00 £11,268.50");
        panel.AssertSays("Paid to Leicestershire County Council £0.00 £6,450.00 -£6,450.00");
        panel.AssertSays("£4,818.50 remains across the area up to 31 March 2025: £0.00 with the areas, £4,818.50 in the pooled underspend");
        (await panel.FollowAsync("Total, Expenditure: £726,311.54")).AssertSays("come to £726,311.54");
        var year = await browser.OpenAsync(Links.CspBudgets.Year("2024-25"));
        var entries = await year.FollowAsync("Blaby, Spent: £51,371.50");
        entries.AssertSays("7 entries come to £51,371.50.");
        entries.AssertSays("Priya Shah,");
        using var list = await browser.GetAsync(
            entries.Document.QuerySelectorAll("main a").First(link => link.TextContent == "Download them as .xlsx").GetAttribute("href")!
        );
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString((await list.Content.ReadAsByteArrayAsync())[..2]));
        using var pdf = await browser.GetAsync(Links.CspBudgets.PanelPdf("2024-25", "2025-01-16"));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        using var csv = await browser.GetAsync(Links.CspBudgets.PanelCsv("2024-25", "2025-01-16"));
        Assert.Contains(
            "Total,639675.00,97905.04,0.00,737580.04,726311.54,0.00,11268.50",
            await csv.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        var moved = await browser.OpenAsync(
            Links.CspBudgets.Moved("2024-25") + "?From.Day=31&From.Month=8&From.Year=2024&Until.Day=30&Until.Month=9&Until.Year=2024"
        );
        moved.AssertSays("2 September 2024 Contribution: Share of the scheme Leicester ECINS case management system £20,000.00");
        using var xlsx = await browser.GetAsync(Links.CspBudgets.PanelXlsx("2024-25"));
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString((await xlsx.Content.ReadAsByteArrayAsync())[..2]));
    }

    [Fact]
    public async Task A_panel_paper_is_issued_and_shows_what_was_posted_since()
    {
        host.Clock.MoveTo("2025-06-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var panel = await browser.OpenAsync(Links.CspBudgets.Panel("2024-25", "2025-01-16"));
        (await panel.PressAsync("Issue it", HttpStatusCode.BadRequest)).AssertError(
            "Enter a name of up to 200 characters, such as: Panel of 9 June"
        );
        var paper = await panel.Fill("Name of the paper", "Panel of 9 June").PressAsync("Issue it");
        paper.AssertSays("0 transactions");
        paper.AssertSays("£726,311.54");
        using var pdf = await browser.GetAsync(paper.Address.AbsolutePath + ".pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        using var csv = await browser.GetAsync(paper.Address.AbsolutePath + ".csv");
        Assert.Contains("726311.54", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await browser.OpenAsync(Links.CspBudgets.Papers("2024-25"))).AssertSays("Panel of 9 June As at 16 January 2025");
        (await paper.FollowAsync("0 transactions")).AssertSays("Nothing was posted since the paper was issued at 10am on 10 June 2025.");
    }

    [Fact]
    public async Task Payees_and_hosted_schemes_are_recorded_once_and_the_host_sees_what_it_holds()
    {
        host.Clock.MoveTo("2025-06-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await browser.OpenAsync(Links.CspBudgets.Payees);
        page.AssertSays("ECINS case management system, hosted by Charnwood");
        page = await page.Fill("Name of the payee", "Leics County Council").PressAsync("Record the payee", HttpStatusCode.BadRequest);
        page.AssertError("Leicestershire County Council is recorded already. Choose it from the list.");
        page = await page.Fill("Name of the payee", "Leicestershire Police").PressAsync("Record the payee");
        page.AssertSays("Leicestershire Police");
        page = await page.Fill("Name of the scheme", "Shared CCTV").PressAsync("Record the scheme", HttpStatusCode.BadRequest);
        page.AssertError("Choose the area that hosts it");
        var charnwood = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Charnwood'");
        (await browser.OpenAsync(Links.CspBudgets.Area("2024-25", charnwood))).AssertSays("ECINS case management system £28,000.00");
    }

    [Fact]
    public async Task An_administrator_sets_what_a_role_may_approve_of_the_ledger()
    {
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        var page = await browser.OpenAsync(Links.CspBudgets.Limits);
        page.AssertSays("Finance officer £50,000.00 Default, not OPCC policy");
        page = await page.Fill("Role", "Finance officer")
            .Fill("Up to what amount?", "60000,0")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds, for example 50,000, or leave it empty. Did you mean £60,000.00?");
        (await page.Fill("Up to what amount?", "60,000").PressAsync("Save")).AssertSays("Finance officer £60,000.00 The office");
    }

    [Fact]
    public async Task Printed_figures_are_compared_with_the_ledger()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var paper = await browser.OpenAsync(Links.CspBudgets.Reconcile("2024-25"));
        paper = await paper.Fill("Or paste the text", "table,row,column,printed\nareas,Total,allocation,737580.05").PressAsync("Compare");
        paper.AssertSays("1 figure is wrong");
        paper.AssertSays("1p more than the ledger");
        await browser.OpenAsync("/csp/2024-26", HttpStatusCode.NotFound);
    }
}
