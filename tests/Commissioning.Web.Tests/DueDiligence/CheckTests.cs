using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class CheckTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_check_is_recorded_with_its_evidence_and_the_result_stands_beside_the_bid()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]);
        var bid = await host.Scenario.BidAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        var browser = await host.AsAsync(officer);

        var checks = await browser.OpenAsync(Links.DueDiligence.Checks(bid));
        var check = await checks.FollowAsync("Record Charity or company register");
        var second = await checks.FollowAsync("Record Charity or company register");
        check = await check.Choose("Fail").PressAsync("Save", HttpStatusCode.BadRequest);
        check.AssertError("Say what was found");
        checks = await check.Fill("What you saw", "Removed from the register in 2024").Fill("Source", "Charity Commission register").Attach("Evidence", "register.pdf", "%PDF-1.4 x"u8.ToArray()).PressAsync("Save");
        checks.AssertSays("Removed from the register in 2024");
        checks.AssertSays("register.pdf");
        checks.AssertSays(officer.Name);
        checks.AssertSays("Result, kept apart from the score: Fail");
        (await browser.OpenAsync(Links.Funds.Round(round))).AssertSays("Fail");

        second = await second.Choose("Pass").Fill("What you saw", "Registered").PressAsync("Save", HttpStatusCode.BadRequest);
        second.AssertSays("recorded this check while you had it open");
        Assert.Equal("Registered", second.Value("What you saw"));
    }
}
