using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Audit;

public sealed class AuditTrailPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task The_audit_trail_of_a_whole_round_is_readable_and_verifies()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var page = await auditor.OpenAsync(Links.Audit.Of(stages.Round));
        page.AssertSays("Recommendation made");
        page.AssertSays("Round decided");
        page.AssertSays("Letters released");
        page.AssertSays(stages.Approver.Name);
        await auditor.OpenAsync(Links.Audit.Trail);
        (await auditor.OpenAsync(Links.Operations.Outbox)).AssertSays("Good news: we would like to fund Project A");
        Assert.True((await host.WithAsync<VerifyAudit, VerifyAudit.AuditVerification>(verify => verify.RunAsync())).Intact);
    }
}
