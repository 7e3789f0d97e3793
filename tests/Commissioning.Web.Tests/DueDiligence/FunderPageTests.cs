using System.Net;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class FunderPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private const string Titles =
        "Identifier,Title,Currency,Amount Awarded,Award Date,Planned Dates:Start Date,Planned Dates:End Date,Recipient Org:Identifier,Recipient Org:Name,Recipient Org:Postal Code,Funding Org:Identifier,Funding Org:Name\n";

    private static BrowserPage Dated(BrowserPage page, string year) =>
        page.FillNamed("FileDate.Day", "2").FillNamed("FileDate.Month", "1").FillNamed("FileDate.Year", year);

    [Fact]
    public async Task Funders_file_is_loaded_seen_on_the_checks_and_removed()
    {
        var (officer, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        var browser = await host.AsAsync(officer);
        (await browser.OpenAsync(Links.DueDiligence.CrossChecks(application))).AssertSays("No funder's file is loaded");

        var page = await browser.OpenAsync(Links.DueDiligence.Funders);
        page = await page.PressAsync("Load", HttpStatusCode.BadRequest);
        page.AssertError("Choose the file of grants");
        var starts = host.Clock.Today().AddYears(-2).ToString("yyyy-MM-dd");
        var csv =
            Titles
            + $"360G-elm-1,=HYPERLINK(\"\"x\"\") <b>Safer</b> Saturdays,GBP,4000,2025-01-31,{starts},2030-03-31,GB-CHC-9900001,<i>Friends</i>,,GB-CHC-1000001,Elm & <u>Foundation</u>\n"
            + "360G-elm-2,A minibus,EUR,900,2019-01-31,,,,Friends of Test Park CIO,LE1 9ZZ,GB-CHC-1000001,Elm & <u>Foundation</u>\n"
            + "360G-elm-3,A boat,GBP,=1+1,2019-01-31,,,,Friends of Test Park,LE1 9ZZ,GB-CHC-1000001,Elm & <u>Foundation</u>\n";
        page = Dated(page.Attach("File", "elm.csv", Encoding.UTF8.GetBytes(csv)), "2026");
        page = await page.PressAsync("Load");
        page.AssertSays("2 grants of Elm & <u>Foundation</u> are in use; 1 row was set aside");
        (await browser.OpenAsync(Links.DueDiligence.Extracts)).AssertSays("Elm & <u>Foundation</u>, file of 2 January 2026: 2 grants");

        await host.WithAsync<PlanChecks, int>(plan => plan.RunAsync());
        page = await browser.OpenAsync(Links.DueDiligence.CrossChecks(application));
        page.AssertSays("Two grants of one funder: £4,000.00 and 1 in another currency.");
        page.AssertSays("<b>Safer</b> Saturdays");
        page.AssertSays("EUR 900.00");
        page.AssertSays("By name and postcode");
        page.AssertSays("May pay for the same thing");
        (await browser.OpenAsync(Links.DueDiligence.Checks(application))).AssertSays("awarded £4,000.00 to <i>Friends</i>");
        (await browser.OpenAsync(Links.DueDiligence.Summary(application))).AssertSays("One may pay for the same thing.");
        page = await browser.OpenAsync(Links.DueDiligence.OtherFunders(organisation));
        page.AssertSays("By number");
        page.AssertDoesNotSay("May pay for the same thing");

        var file = await host.Db.ScalarAsync<Guid>("select Id from FunderFile where State = 'Current'");
        page = await browser.OpenAsync(Links.DueDiligence.Funder(file));
        page.AssertSays("Row 4: the amount awarded \"=1+1\" is not a number");
        var bad = await (await browser.GetAsync(Links.DueDiligence.FunderBadRows(file))).Content.ReadAsStringAsync();
        Assert.Equal("Row,Reason\r\n4,\"the amount awarded \"\"=1+1\"\" is not a number from 0 to 999,999,999,999.99\"\r\n", bad);

        page = await browser.OpenAsync(Links.DueDiligence.Funders);
        page = Dated(page.Attach("File", "worse.csv", Encoding.UTF8.GetBytes(csv.Replace("EUR", "euro"))), "2026");
        page = await page.PressAsync("Load");
        page.AssertSays("The file is refused. 2 of 3 rows cannot be read. At most one in three may be set aside.");
        page.AssertSays("In use");
        page = await browser.OpenAsync(Links.DueDiligence.Funder(file));

        // An administrator loads what is public, and reads no due diligence.
        var administrator = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        (await administrator.OpenAsync(Links.DueDiligence.Funders)).AssertSays("Load a file");
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync(Links.DueDiligence.Funder(file))).StatusCode);

        page = await page.Fill("Why are you removing it?", "The funder has taken this file from its website")
            .PressAsync("Remove this file");
        page.AssertSays("Removed");
        (await browser.OpenAsync(Links.DueDiligence.OtherFunders(organisation))).AssertSays("No funder's file is loaded");
    }
}
