using System.Net;
using System.Text.RegularExpressions;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Audit;

public sealed partial class AuditTrailPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
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

    [Fact]
    public async Task An_auditor_verifies_the_trail_on_screen_and_pastes_the_end_that_a_notice_prints()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var number = await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round });
        var notice = await auditor.OpenAsync(Links.Decisions.Notice(stages.Round, number!));
        var printed = PrintedEnd().Match(notice.Text).Groups[1].Value;

        var page = await auditor.OpenAsync(Links.Audit.Verify);
        (await page.Fill("An end of the trail that you kept (optional)", printed).PressAsync("Verify")).AssertSays(
            "The audit trail is as it was written"
        );
        (
            await page.Fill("An end of the trail that you kept (optional)", "3877:acf4").PressAsync("Verify", HttpStatusCode.BadRequest)
        ).AssertSays("Enter the number of an entry, a colon and its hash");
        var forged = printed[..^1] + (printed[^1] == '0' ? '1' : '0');
        page = await page.Fill("An end of the trail that you kept (optional)", forged).PressAsync("Verify");
        page.AssertSays("Warning: The audit trail is not as it was written");
        page.AssertSays("First check that what you typed is what you kept.");
    }

    [GeneratedRegex("Ends at ([0-9]+:[0-9a-f]{64})")]
    private static partial Regex PrintedEnd();
}
