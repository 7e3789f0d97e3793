using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Features.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task Scenario_makes_a_round_with_a_bid()
    {
        using var database = new TestDatabase();
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var m1 = await scenario.PersonAsync(Role.PanelMember);
        var m2 = await scenario.PersonAsync(Role.PanelMember);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var org = await scenario.OrganisationAsync(applicant);
        var round = await scenario.RoundAsync(officer, [m1, m2]);
        var bid = await scenario.BidAsync(round, org, applicant);
        await scenario.AssignedAsync(bid, m1, 3, 3, 3, 3, 3);
        Assert.Equal(5, await database.CountAsync("Score"));
        var result = await new Commissioning.Features.Audit.VerifyAudit(database.Db).RunAsync();
        Assert.True(result.Intact, result.Sentence);
    }
}
