using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class CspPagesTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_officer_vires_sees_before_and_after_and_reverses_it()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var year = await browser.OpenAsync(Links.CspBudgets.Year("2024-25"));
        year.AssertSays("£737,580.04");
        year.AssertSays("£726,311.54");
        year.AssertSays("4 of 9 areas have spent all of their allocation. 84 projects.");
        var area = await year.FollowAsync("Leicester");
        area.AssertSays("£8,093.68");
        var post = await area.FollowAsync("Vire to another area");
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
        (await reverse.PressAsync("Reverse it", HttpStatusCode.BadRequest)).AssertError("Say why the transaction is reversed");
        await reverse.Fill("Why is it reversed?", "Wrong year").PressAsync("Reverse it");
        (await browser.OpenAsync(Links.CspBudgets.Year("2024-25"))).AssertSays("£8,093.68");

        (await browser.OpenAsync(Links.CspBudgets.Year("2024-25", "2024-04-30"))).AssertSays("As at 30 April 2024");
        var panel = await browser.OpenAsync(Links.CspBudgets.Panel("2024-25"));
        (await panel.FollowAsync("Total, Expenditure: £726,311.54")).AssertSays("come to £726,311.54");
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
        var paper = await browser.OpenAsync(Links.CspBudgets.Reconcile("2024-25"));
        paper = await paper.Fill("Figures as printed", "table,row,column,printed\nareas,Total,remaining,11268.05").PressAsync("Compare");
        paper.AssertSays("1 of 1 printed figures do not agree");
        paper.AssertSays("differs by -£0.45");
        await browser.OpenAsync("/csp/2024-26", HttpStatusCode.NotFound);
    }
}

public sealed class CspYearTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_area_prepares_its_return_a_colleague_certifies_and_the_office_sees_what_is_late()
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
            .Fill("Why the forecast differs from the allocation", "Two posts are vacant")
            .PressAsync("Save the return");
        form.AssertSays("Underspend above £15,000.00");
        form.AssertSays("Not certified, 9 days overdue");
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
        var rutland = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'");
        await colleague.OpenAsync($"/csp/my-returns/2025-26/{rutland}/1", HttpStatusCode.NotFound);

        var office = await (await host.AsAsync(await DemoAsync("officer"))).OpenAsync(Links.CspBudgets.Returns("2025-26"));
        office.AssertSays("Rutland, quarter 1 21 July 2025");
        office.AssertSays("Missing, 101 days overdue");
    }

    [Fact]
    public async Task An_area_proposes_a_project_and_money_is_spent_on_it_only_once_the_office_approves()
    {
        host.Clock.MoveTo("2025-06-20 10:00");
        var area = await host.AsAsync(await DemoAsync("csp"));
        var page = await area.OpenAsync(Links.CspBudgets.MyProjects("2025-26"));
        page = await page.Choose("Charnwood")
            .Fill("Name of the project", "Market wardens")
            .Fill("What will it cost?", "999999")
            .PressAsync("Propose", HttpStatusCode.BadRequest);
        page.AssertError("The area has £89,530.24 free to use, which is £910,468.76 less than the project costs");
        page.AssertError("Choose the level of prevention");
        Assert.Equal("Market wardens", page.Value("Name of the project"));
        page = await page.Fill("What will it cost?", "9,000")
            .Fill("What will be done, and why", "Wardens on market days")
            .Fill("Which priority does it serve?", "Business Crime")
            .Choose("Primary")
            .Fill("Outcome", "Improved feelings of safety")
            .PressAsync("Propose");
        page.AssertSays("Charnwood, £9,000.00: proposed.");
        var office = await host.AsAsync(await DemoAsync("officer"));
        var project = await (await office.OpenAsync(Links.CspBudgets.Years)).FollowAsync("Charnwood: Market wardens");
        var id = Guid.Parse(project.Address.Segments[^1]);
        var charnwood = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Charnwood'");
        (await office.OpenAsync(Links.CspBudgets.Post("2025-26", charnwood, "Expenditure"))).AssertDoesNotSay("Market wardens");
        (await project.PressAsync("Refuse", HttpStatusCode.BadRequest)).AssertError("Say why the project is refused");
        project = await project.PressAsync("Approve");
        project.AssertSays("Approved by Priya Shah");
        var post = await office.OpenAsync(Links.CspBudgets.Post("2025-26", charnwood, "Expenditure"));
        await post.Fill("Amount", "750.25")
            .Fill("Project (optional)", "Market wardens")
            .Fill("What is it for?", "First month")
            .PressAsync("Post it");
        (await office.OpenAsync(Links.CspBudgets.Project(id))).AssertSays("Underspend £8,249.75");
    }

    [Fact]
    public async Task A_year_is_locked_by_finance_when_every_underspend_is_decided_and_reopened_with_a_reason()
    {
        host.Clock.MoveTo("2025-04-20 10:00");
        var finance = await host.AsAsync(await DemoAsync("finance"));
        var officer = await host.AsAsync(await DemoAsync("officer"));
        var page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        page = await page.Fill("What you sign off", "The accounts of April").PressAsync("Lock the year", HttpStatusCode.BadRequest);
        page.AssertError("Decide first what happens to the underspend of Leicester, SNWLP, Blaby, Harborough, Oadby and Wigston");
        foreach (
            var area in new[]
            {
                "Leicester, £8,093.68",
                "SNWLP, £22.69",
                "Blaby, £3,054.99",
                "Harborough, £34.94",
                "Oadby and Wigston, £62.20",
            }
        )
        {
            var keep = await officer.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
            await keep.Fill("Area", area).Fill("Approved by, and by what authority", "CFO, 14 April").PressAsync("Record");
        }
        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        (await page.Fill("What you sign off", "The accounts of April").PressAsync("Lock the year")).AssertSays("Nothing can be posted.");
        var leicester = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        var post = await officer.OpenAsync(Links.CspBudgets.Post("2024-25", leicester, "Expenditure"));
        post = await post.Fill("Amount", "5").Fill("What is it for?", "Late").PressAsync("Post it", HttpStatusCode.BadRequest);
        post.AssertError("2024-25 was locked on 20 April 2025. Finance must reopen it before anything can be posted.");
        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        (await page.Fill("Why the year is reopened", "A late invoice").PressAsync("Reopen the year")).AssertSays(
            "Reopened by Tom Whitfield"
        );
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}

/// <summary>By itself, for it moves money and people that the tests above look at, and they run in any order.</summary>
public sealed class CspShareOutTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_pot_is_shared_to_the_penny_and_pennies_moved_by_hand_must_still_add_up()
    {
        host.Clock.MoveTo("2025-06-20 10:00");
        var officer = await host.AsAsync(await DemoAsync("officer"));
        var central = await officer.OpenAsync(Links.CspBudgets.Central("2025-26"));
        central = await central.Fill("Amount", "11,268.50").PressAsync("Post it", HttpStatusCode.BadRequest);
        central.AssertError("Choose what you post");
        central = await central
            .Choose("Underspend of 2024-25 from before this ledger")
            .Fill("What is it for?", "Agreed at year end")
            .Fill("Approved by, and by what authority", "CFO, 2 May")
            .PressAsync("Post it");
        central.AssertSays("Underspend of 2024-25 not given out yet: £11,268.50.");
        var page = await officer.OpenAsync(Links.CspBudgets.ShareOut("2025-26"));
        page = await page.Fill("Pot", "11,268.50").PressAsync("Work out the shares");
        page.AssertSays("£11,268.50");
        page = await page.Fill("Pence for Leicester", "1").PressAsync("Post the top-ups", HttpStatusCode.BadRequest);
        page.AssertError("Your changes come to £0.01 and must come to £0.00, or the parts would not add to £11,268.50");
        page = await page.Fill("Pence for Rutland", "-1").PressAsync("Post the top-ups", HttpStatusCode.BadRequest);
        page.AssertError("Say why pennies are moved by hand");
        page = await page.Fill("Why are pennies moved by hand? (optional)", "As printed last year").PressAsync("Post the top-ups");
        page.AssertSays("£650,943.50");
        var formula = await (await host.AsAsync(await DemoAsync("officer"))).OpenAsync(Links.CspBudgets.Formula("2025-26"));
        formula
            .Fill("Pot", "639,675.00")
            .Fill("Name of factor 1", "Population")
            .Fill("Source and date of factor 1", "Census 2021")
            .Fill("Weight of factor 1", "90");
        foreach (
            var (area, i) in new[]
            {
                "Leicester",
                "Charnwood",
                "SNWLP",
                "Blaby",
                "Hinckley and Bosworth",
                "Harborough",
                "Oadby and Wigston",
                "Melton Mowbray",
            }.Select((area, i) => (area, i))
        )
            formula.Fill($"{area}, factor 1", $"{100 - i * 10}");
        formula = await formula.PressAsync("Work it out", HttpStatusCode.BadRequest);
        formula.AssertError("Enter Population of Rutland as a number, or 0");
        formula = await formula.Fill("Rutland, factor 1", "20").PressAsync("Work it out", HttpStatusCode.BadRequest);
        formula.AssertError("The weights must add up to 100; they add up to 90.0");
        formula = await formula.Fill("Weight of factor 1", "100").PressAsync("Work it out");
        formula.AssertSays("Total £639,675.00 £639,675.00 £0.00");
        var who = await (await host.AsAsync(await DemoAsync("officer"))).OpenAsync(Links.CspBudgets.Speakers);
        who = await who.FollowAsync("Change Anita Cole");
        (await who.Choose("Rutland").PressAsync("Save")).AssertSays("Leicester, Charnwood, Rutland");
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}

public sealed class CspImportPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_officer_reads_a_spreadsheet_answers_for_an_unknown_area_and_posts_it()
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
        page.AssertSays("2 rows of spending, £1,300.00 in total; 1 cannot be posted as they are. Left out as totals: row 4.");
        page = await page.PressAsync("Post all of it", HttpStatusCode.BadRequest);
        page.AssertSays("1 row cannot be posted. Nothing was posted.");
        page = await page.Fill("Which area is \"The City\"?", "Leicester").PressAsync("Post all of it");
        page.AssertSays("2 rows posted from q1.csv");
        page.AssertSays("£1,300.00");
    }
}
