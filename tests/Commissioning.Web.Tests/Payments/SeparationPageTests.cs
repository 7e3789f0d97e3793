using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>Two people approve, a third releases, on the pages.</summary>
public sealed class SeparationPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_payment_above_the_limit_is_approved_by_two_people_on_the_approve_page()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        Assert.Null(
            (
                await host.WithAsync<SetPaymentLimit, Result>(set =>
                    set.RunAsync(way.Stages.Officer, way.Finance.Id, null, null, Money.FromPounds(500))
                )
            ).FirstRefusal
        );
        var payment = await way.RequestedAsync(1000);
        var first = await host.AsAsync(way.Finance);
        var page = await first.OpenAsync(Links.Payments.Approve(payment));
        page.AssertSays("This payment is above your limit. Your approval is the first of two: someone else must then approve it as well.");
        page.AssertSays("Account confirmed by");
        (await page.PressAsync("Approve as the first of two")).AssertSays("£1,000.00 waits for a second approval");
        page = await first.OpenAsync(Links.Payments.Approve(payment));
        page.AssertSays("You gave the first one, so someone else must give the second.");
        page = await page.PressAsync("Withdraw your approval");
        page.AssertSays("Your approval is withdrawn");
        await page.PressAsync("Approve as the first of two");

        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await second.OpenAsync(Links.Payments.ApproveThese([payment]))).AssertSays(
            $"First approved by {way.Finance.Name}: yours is the second."
        );
        (await second.OpenAsync(Links.Payments.One(payment))).AssertSays("Waits for a second approval");
        page = await second.OpenAsync(Links.Payments.Approve(payment));
        page.AssertSays($"First approval {way.Finance.Name}, at");
        (await page.PressAsync("Approve as the second")).AssertSays("£1,000.00 approved");
    }

    [Fact]
    public async Task A_payment_run_is_released_on_its_page_before_its_file_can_be_downloaded()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var run = (await way.MakeAsync(await way.ApprovedAsync(1000))).Value;
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Run(run));
        page.AssertSays("Release Not released yet");
        page.AssertSays("The file can be downloaded when somebody has released the payment run.");
        page.AssertSays("so someone else must release this payment run");
        page.AssertDoesNotSay("Download the payment file");
        var releaser = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        page = await (await host.AsAsync(releaser)).OpenAsync(Links.Payments.Run(run));
        page = await page.PressAsync("Release the payment run");
        page.AssertSays($"Released by {releaser.Name}, at");
        page.AssertSays("Download the payment file");
        (await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Runs)).AssertSays($"by {releaser.Name}");
    }

    [Fact]
    public async Task The_chief_finance_officer_lets_somebody_who_took_part_release_a_payment_run()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var run = (await way.MakeAsync(await way.ApprovedAsync(1000))).Value;
        var chief = await host.Scenario.PersonAsync(Role.ChiefFinanceOfficer);
        // One person is left in finance.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from PersonRole where Role = 'FinanceOfficer' and PersonId <> @Id", new { way.Finance.Id })
        );
        var page = await (await host.AsAsync(chief)).OpenAsync(Links.Payments.RunException(run));
        page = await page.Fill("Why can nobody else release it?", "ill").PressAsync("Record the exception", HttpStatusCode.BadRequest);
        page.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        page = await page.Fill("Why can nobody else release it?", "Nobody else works in finance until January")
            .PressAsync("Record the exception");
        page.AssertSays("Somebody who took part may release it: Nobody else works in finance until January");
        var finance = await host.AsAsync(way.Finance);
        await finance.OpenAsync(Links.Payments.RunException(run), HttpStatusCode.Forbidden);
        page = await (await finance.OpenAsync(Links.Payments.Run(run))).PressAsync("Release the payment run");
        page.AssertSays($"Released by {way.Finance.Name}, at");
        page.AssertSays("Exception Somebody who took part may release it");
    }

    [Fact]
    public async Task An_organisation_says_on_its_page_whether_the_account_that_failed_is_right()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update BankDetails set State = 'Given', RecheckWhy = 'The bank could not pay one pound', RecheckAt = @Now where OrganisationId = @Organisation",
                new { way.Application.Organisation, work.Now }
            )
        );
        var applicant = await host.AsAsync(way.Application.Applicant);
        (await applicant.OpenAsync(Links.Applications.Mine)).AssertSays("Tell us if your bank account is right");
        var page = await applicant.OpenAsync(Links.Organisations.MyBank(way.Application.Organisation));
        page.AssertSays("We could not pay into the account ending 5678.");
        page.AssertDoesNotSay("The bank could not pay one pound");
        page = await page.PressAsync("The account ending 5678 is right");
        page.AssertSays("You told us on");
        (await applicant.OpenAsync(Links.Applications.Mine)).AssertDoesNotSay("Tell us if your bank account is right");
        var bank = await host.Db.ScalarAsync<Guid>(
            "select Id from BankDetails where OrganisationId = @Organisation",
            new { way.Application.Organisation }
        );
        page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Organisations.Bank(bank));
        page.AssertSays("Nothing more is paid into this account until it is checked again and two people have agreed to it.");
        page.AssertSays("The organisation says The account is right");
    }
}
