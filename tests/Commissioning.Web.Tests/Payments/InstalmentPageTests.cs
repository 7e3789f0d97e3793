using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

public sealed class InstalmentPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_staged_grant_is_paid_by_instalments_at_their_dates_and_conditions()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host, new() { Payment = PaymentProfile.Staged, StagePercents = [60, 40] });
        var officer = await host.AsAsync(way.Stages.Officer);
        var page = await officer.OpenAsync(Links.Payments.Award(way.Award));
        page.AssertSays(
            "1 23 February 2026 £3,000.00 £3,000.00 £0.00 None 2 30 October 2026 £2,000.00 £2,000.00 £0.00 None Total £5,000.00 £5,000.00 £0.00"
        );
        page = await page.Fill("Amount", "3000.01").Fill("What is it for?", "All").PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Only £3,000.00 of instalment 1 is left to request");
        page = await page.Fill("Which instalment?", "2").Fill("Amount", "2000").PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Instalment 2 is due on 30 October 2026, so you cannot request it before then");
        page = await page.Fill("Which instalment?", "1").Fill("Amount", "three").PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds and pence, such as 2500 or 2,500.00");
        page = await page.Fill("Amount", "1000").PressAsync("Request payment");

        page = await page.FollowAsync("Change the instalments");
        page = await page.Fill("Amount of instalment 2", "lots").PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError("Enter the amount of instalment 2 in pounds and pence, such as 2500 or 2,500.00");
        Assert.Equal("lots", page.Value("Amount of instalment 2"));
        page = await page.Fill("Amount of instalment 2", "1500,00").PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError("Enter the amount of instalment 2 in pounds and pence, such as 2500 or 2,500.00. Did you mean £1,500.00?");
        Assert.Equal("1500,00", page.Value("Amount of instalment 2"));
        page = await page.Fill("Amount of instalment 2", "1500")
            .FillNamed("Form.Lines[1].DueOn.Month", "14")
            .PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError("The date of instalment 2 must be a real date, such as 27 3 2026");
        page = await page.FillNamed("Form.Lines[1].DueOn.Month", "2")
            .FillNamed("Form.Lines[1].DueOn.Day", "23")
            .PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError("The instalments add up to £4,500.00, which is £500.00 less than the grant of £5,000.00");
        page = await page.Fill("Amount of instalment 1", "999").PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError("£1,000.00 of instalment 1 has already been requested, so it cannot be less");
        page = await page.Fill("Amount of instalment 1", "3000")
            .Fill("What must have happened before instalment 1? (optional)", "x")
            .PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError(
            "Money has already been requested for instalment 1, so you cannot change its date, its condition or how it is paid"
        );
        page = await page.Fill("What must have happened before instalment 1? (optional)", "")
            .Fill("What must have happened before instalment 2? (optional)", "after the mid-point return")
            .PressAsync("Add another instalment");
        page = await page.Fill("Amount of instalment 3", "500")
            .FillNamed("Form.Lines[2].DueOn.Day", "30")
            .FillNamed("Form.Lines[2].DueOn.Month", "4")
            .FillNamed("Form.Lines[2].DueOn.Year", "2027")
            .PressAsync("Save the instalments");
        page.AssertSays("The instalments are set");
        Assert.Contains(
            "-> £1,500.00 on 23 February 2026 when \"after the mid-point return\"; Instalment 3 added: £500.00 on 30 April 2027",
            await host.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = 'InstalmentsSet' and SubjectId = @Award",
                new { way.Award }
            )
        );

        page = await page.Fill("Which instalment?", "2")
            .Fill("Amount", "1500")
            .Fill("What is it for?", "Second part")
            .PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Instalment 2 cannot be paid until this condition is met: after the mid-point return");
        page = await (await officer.OpenAsync(Links.Payments.Award(way.Award))).PressAsync(
            "Record that the condition is met for instalment 2"
        );
        page.AssertSays($"after the mid-point return, met on 23 February 2026 ({way.Stages.Officer.Name})");
        page = await page.Fill("Which instalment?", "2")
            .Fill("Amount", "1500")
            .Fill("What is it for?", "Second part")
            .PressAsync("Request payment");
        page.AssertSays("Left to request £2,500.00");
        Assert.Equal(
            "This instalment has no condition",
            (await host.WithAsync<RecordInstalmentCondition, Result>(record => record.RunAsync(way.Stages.Officer, way.Award, 2)))
                .FirstRefusal!
                .Sentence
        );
        page = await (await page.FollowAsync("Change the instalments"))
            .Fill("Amount of instalment 1", "")
            .Fill("Amount of instalment 3", "3500")
            .PressAsync("Save the instalments", HttpStatusCode.BadRequest);
        page.AssertError("A payment of £3,000.00 due on 23 February 2026 has been requested, so you cannot remove its instalment");
        page = await page.Fill("Amount of instalment 1", "3500").Fill("Amount of instalment 3", "").PressAsync("Save the instalments");
        Assert.Equal(2, await host.Db.ScalarAsync<int>("select count(*) from Instalment where AwardId = @Award", new { way.Award }));

        // A finance officer may see but not change them; two officers cannot overwrite each other.
        await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Instalments(way.Award), HttpStatusCode.Forbidden);
        var stale = await officer.OpenAsync(Links.Payments.Instalments(way.Award));
        await (await officer.OpenAsync(Links.Payments.Instalments(way.Award))).PressAsync("Save the instalments");
        await stale.PressAsync("Save the instalments", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Instalments_are_set_only_for_an_accepted_grant_that_is_running()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var award = await stages.AwardAsync(0);
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Payments.Award(award))).AssertDoesNotSay("Instalments");
        var refusals = await host.RefusalsAsync<SetInstalments>(set => set.RunAsync(stages.Officer, award, [], 0));
        Assert.Equal("The applicant has not accepted this grant yet, so it has no instalments", Assert.Single(refusals).Sentence);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Award set AcceptedAt = @Now, EndedAt = @Now, EndedHow = 'Closed' where Id = @award",
                new { award, work.Now }
            )
        );
        refusals = await host.RefusalsAsync<SetInstalments>(set => set.RunAsync(stages.Officer, award, [], 1));
        Assert.Equal(
            "This grant ended, or its close-out started, on 23 February 2026, so you cannot change its instalments",
            Assert.Single(refusals).Sentence
        );
    }
}
