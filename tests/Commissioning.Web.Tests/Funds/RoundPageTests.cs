using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Funds;

public sealed class RoundPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private async Task<BrowserPage> FilledAsync(Browser browser, string name)
    {
        var page = await browser.OpenAsync(Links.Funds.NewRound);
        page.Fill("Fund", "Commissioner's Test Fund")
            .Fill("Letters for references", "CTF")
            .Fill("Round name", name)
            .Fill("Budget year", "2026-27");
        page.Fill("Pot", "£193,993.11").Fill("Largest grant", "10,000");
        Date(page, "OpensAt", "5", "1", "2026");
        Date(page, "ClosesAt", "2", "2", "2026");
        Date(page, "ScoringClosesAt", "20", "2", "2026");
        Date(page, "DecisionExpectedOn", "16", "3", "2026");
        Date(page, "ProjectsStartOn", "1", "5", "2026");
        Date(page, "ProjectsEndBy", "30", "4", "2027");
        page.Fill("About this round", "Grants for safer places.").Fill("Priorities", "Road Safety\nRural Crime");
        return page;
    }

    private static void Date(BrowserPage page, string field, string day, string month, string year)
    {
        foreach (var (part, value) in new[] { ("Day", day), ("Month", month), ("Year", year) })
            page.FillNamed($"Form.{field}.{part}", value);
    }

    [Fact]
    public async Task A_round_is_built_and_published_by_an_officer()
    {
        host.Clock.MoveTo("2026-01-01 12:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await host.Scenario.PersonAsync(Role.PanelMember);
        await host.Scenario.PersonAsync(Role.PanelMember);
        var browser = await host.AsAsync(officer);
        var page = await (await FilledAsync(browser, "Round 7")).PressAsync("Create the round");
        Assert.Equal("Commissioner's Test Fund, Round 7, 2026-27", page.Heading);
        page.AssertSays("£193,993.11");
        page.AssertSays("9am on 5 January 2026");
        page = await page.FollowAsync("The panel");
        foreach (var member in page.Document.QuerySelectorAll("input[type=checkbox]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>())
            member.IsChecked = true;
        page = await page.PressAsync("Save panel");
        page = await page.FollowAsync("Check and publish");
        page = await page.PressAsync("Publish the round");
        page.AssertSays("Planned");
        var round = page.Address.AbsolutePath.Split('/')[^1];
        page = await browser.OpenAsync($"/rounds/{round}/edit");
        page = await page.PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("This round was published on 1 January 2026 and cannot be changed");
    }

    [Fact]
    public async Task The_round_page_names_everything_it_cannot_read_and_keeps_what_was_typed()
    {
        host.Clock.MoveTo("2026-01-01 12:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await FilledAsync(browser, "Round 8");
        page.Fill("Pot", "lots").Fill("Largest grant", "10.000,00");
        Date(page, "ClosesAt", "31", "2", "2026");
        page = await page.PressAsync("Create the round", HttpStatusCode.BadRequest);
        page.AssertError("Enter the pot in pounds, for example 193,993.11");
        page.AssertError("Enter the largest grant in pounds, for example 10,000. Did you mean £10,000.00?");
        page.AssertError("Enter the day, month and year when the round closes, for example 6 1 2027");
        Assert.Equal("lots", page.Value("Pot"));
        Assert.Equal("10.000,00", page.Value("Largest grant"));
        Assert.Equal("Round 8", page.Value("Round name"));
    }

    [Fact]
    public async Task Criterion_weights_that_do_not_add_up_to_100_stop_publication()
    {
        host.Clock.MoveTo("2026-01-01 12:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await FilledAsync(browser, "Round 9")).PressAsync("Create the round");
        page = await page.FollowAsync("Criteria and their anchors");
        page.Fill("Weight of criterion 1", "30");
        page = await page.PressAsync("Save criteria");
        foreach (var told in new[] { page, await browser.OpenAsync(page.Address.AbsolutePath + "/publish") })
        {
            told.AssertSays("The criteria's weights must add up to 100. They add up to 105");
            told.AssertSays("Choose at least two panel members");
        }
    }

    [Fact]
    public async Task Two_officers_who_change_one_round_are_warned_and_lose_no_text()
    {
        host.Clock.MoveTo("2026-01-01 12:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await FilledAsync(browser, "Round 10")).PressAsync("Create the round");
        var edit = page.Address.AbsolutePath + "/edit";
        var (mine, theirs) = (await browser.OpenAsync(edit), await browser.OpenAsync(edit));
        await theirs.Fill("Pot", "90,000").PressAsync("Save");
        mine.Fill("Pot", "80,000");
        var told = await mine.PressAsync("Save", HttpStatusCode.BadRequest);
        told.AssertError(
            "Someone else changed this round while you were working on it. Check what you typed, then save again to replace their version."
        );
        Assert.Equal("80,000", told.Value("Pot"));
        (await told.PressAsync("Save")).AssertSays("£80,000.00");
    }

    [Fact]
    public async Task The_round_dashboard_needs_as_many_statements_for_thirty_applications_as_for_two()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new[] { await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember) };
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var round = await host.Scenario.RoundAsync(officer, panel);
        host.Clock.MoveTo("2026-01-05 12:00");
        var browser = await host.AsAsync(officer);
        for (var i = 0; i < 2; i++)
            await host.Scenario.ApplicationAsync(round, organisation, applicant);
        await browser.OpenAsync(Links.Funds.Round(round));
        var few = await StatementsAsync();
        for (var i = 0; i < 28; i++)
            await host.Scenario.ApplicationAsync(round, organisation, applicant);
        var many = await StatementsAsync();
        Assert.Equal(few.Select(one => one.Sql).Order(), many.Select(one => one.Sql).Order());
        (await browser.OpenAsync(Links.Casework.Applications(round))).AssertSays("-030");

        Task<IReadOnlyList<Statement>> StatementsAsync()
        {
            host.Clock.MoveTo("2026-01-05 12:00"); // A session is looked up again after a minute, which 28 applications may take.
            return TestDatabase.StatementsAsync(
                host.Db,
                () => browser.OpenAsync(Links.Funds.Round(round)),
                host.Services.GetRequiredService<IHttpContextAccessor>()
            );
        }
    }

    [Fact]
    public async Task A_criterion_that_was_added_is_saved_with_the_others()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<Features.Funds.CreateRound, Domain.Result<Guid>>(create =>
                create.RunAsync(officer, new($"Criteria {Guid.NewGuid():N}"[..20], "CR", Scenario.Details()))
            )
        ).Value;
        var page = await (await (await host.AsAsync(officer)).OpenAsync(Links.Funds.Criteria(round))).PressAsync("Add another criterion");
        page = page.Fill("Name of criterion 6", "Reach").Fill("Weight of criterion 6", "5").Fill("Weight of criterion 1", "20");
        (await page.PressAsync("Save criteria")).AssertSays("Criteria saved. Their weights add up to 100.");
    }

    [Fact]
    public async Task A_criterion_gets_a_scale_of_its_own_with_a_box_for_each_score()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<Features.Funds.CreateRound, Domain.Result<Guid>>(create =>
                create.RunAsync(officer, new($"Scale {Guid.NewGuid():N}"[..20], "SC", Scenario.Details()))
            )
        ).Value;
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Funds.Criteria(round));
        var wording = page.Value("What a score of 5 means for criterion 1");
        page = await page.Fill("Highest score of criterion 1", "7")
            .Fill("Lowest score of criterion 2", "1")
            .Fill("Highest score of criterion 2", "4")
            .PressAsync("Save criteria", System.Net.HttpStatusCode.BadRequest);
        page.AssertError(
            "Say in words what each score from 0 to 7 means for criterion 1. There is a box for each now: check that its words still fit"
        );
        // A shorter scale gives the words that stay another meaning.
        page.AssertError(
            "Say in words what each score from 1 to 4 means for criterion 2. There is a box for each now: check that its words still fit"
        );
        Assert.Equal(wording, page.Value("What a score of 5 means for criterion 1"));
        page = page.Fill("What a score of 6 means for criterion 1", "Outstanding")
            .Fill("What a score of 7 means for criterion 1", "A model");
        (await page.PressAsync("Save criteria")).AssertSays("Criteria saved.");
        page = await browser.OpenAsync(Links.Funds.Criteria(round));
        Assert.Equal("A model", page.Value("What a score of 7 means for criterion 1"));
        page.AssertDoesNotSay("What a score of 0 means for criterion 2");
        page.AssertDoesNotSay("What a score of 5 means for criterion 2");
    }
}
