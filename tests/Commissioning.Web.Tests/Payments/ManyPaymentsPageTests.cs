using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

public sealed class ManyPaymentsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Fifteen_accepted_awards_reach_a_payment_run_in_few_page_loads()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await FifteenAsync(officer);
        var (asking, paying) = (await host.AsAsync(officer), await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer)));
        var loads = 0;

        var page = await LoadAsync(asking.OpenAsync(Links.Casework.Work));
        page = await LoadAsync(page.FollowAsync("Money"));
        page = await LoadAsync(page.FollowAsync("Awards ready to pay"));
        page.AssertSays("15 are ready, with a total of £15,120.00");
        page = await LoadAsync(page.PressAsync("Request the ticked payments"));
        page.AssertSays("15 payments requested: £15,120.00");
        page.AssertSays("No instalment is due.");

        page = await LoadAsync(paying.OpenAsync(Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Requested)));
        foreach (
            var reference in await host.Db.QueryAsync<string>(
                "select a.Reference from Payment p join Award w on w.Id = p.AwardId join Application a on a.Id = w.ApplicationId"
            )
        )
            page.Choose($"Select {reference}");
        page = await LoadAsync(page.PressAsync("Check the ticked payments"));
        page.AssertSays("Control total: 15 payments, £15,120.00");
        page = await LoadAsync(
            page.Fill("Control total from your own papers (optional)", "15,120.01")
                .PressAsync("Approve the ticked payments", HttpStatusCode.BadRequest)
        );
        page.AssertError(
            "Your control total is £15,120.01, but the 15 payments that can be approved come to £15,120.00. Nothing was approved."
        );
        page = await LoadAsync(
            page.Fill("Control total from your own papers (optional)", "15,120.00").PressAsync("Approve the ticked payments")
        );
        page.AssertSays("15 payments approved: £15,120.00");
        page = await LoadAsync(page.FollowAsync("Payment runs"));
        page = await LoadAsync(page.PressAsync("Make the payment run"));
        page.AssertSays("The payment run is made");
        Assert.Equal(15, await host.Database.CountAsync("Payment", "Status = 'Scheduled'"));
        Assert.True(loads <= 12, $"{loads} page loads");

        async Task<BrowserPage> LoadAsync(Task<BrowserPage> load)
        {
            loads++;
            return await load;
        }
    }

    private async Task FifteenAsync(Actor officer)
    {
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        for (var i = 1; i <= 15; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var organisation = await host.Scenario.OrganisationAsync(applicant, $"Group {i}");
            var application = await host.Scenario.ApplicationAsync(round, organisation, applicant, $"Project {i}", 1000 + i);
            await host.Scenario.ReadyToPayAsync(application);
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, Version) values (@Id, @round, @application, @i, @Amount, 'a', 'b', @Now, @Now, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        application,
                        i,
                        Amount = Money.FromPounds(1000 + i),
                        work.Now,
                    }
                )
            );
        }
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Round set DecidedAt = @Now where Id = @round", new { round, work.Now })
        );
        host.Clock.MoveTo("2026-06-01 10:00");
    }
}
