using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

public sealed class RequestPaymentTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_payment_is_requested_and_approved_by_two_people_and_never_exceeds_the_award()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.Payments.Award(award));
        page = await page.Fill("Amount", "5000.01")
            .Fill("What is it for?", "All of it")
            .PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Only £5,000.00 of the award of £5,000.00 is left to pay");
        page = await page.Fill("Amount", "2,500").PressAsync("Request payment");
        page.AssertSays("Left to request £2,500.00");
        page = await page.Fill("Amount", "2500.01")
            .Fill("What is it for?", "The rest")
            .PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Only £2,500.00 of the award of £5,000.00 is left to pay");

        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'FinanceOfficer')", new { stages.Officer.Id })
        );
        var both = await host.AsAsync(stages.Officer);
        var own = await (
            await both.OpenAsync(Links.Payments.QueueOf(PaymentStatus.Requested) + $"&q={await ReferenceAsync(stages)}")
        ).FollowAsync("Requested");
        (await own.PressAsync("Approve", HttpStatusCode.BadRequest)).AssertError(
            "You requested this payment, so someone else must approve it"
        );
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var approve = await finance.OpenAsync(own.Address.PathAndQuery);
        (await approve.PressAsync("Refuse", HttpStatusCode.BadRequest)).AssertError("Say why you refuse the payment");
        (await approve.PressAsync("Approve", HttpStatusCode.BadRequest)).AssertError(
            "This payment is on hold: The organisation has no confirmed bank details"
        );
        await host.Scenario.ReadyToPayAsync(stages.Applications[0].Id);
        approve = await finance.OpenAsync(own.Address.PathAndQuery);
        approve.AssertDoesNotSay("Payments are on hold");
        (await approve.PressAsync("Approve")).AssertSays("£2,500.00 approved");
        (await officer.OpenAsync(Links.Payments.Award(award))).AssertSays("Approved £2,500.00");
    }

    [Fact]
    public async Task Ten_payment_requests_at_once_never_exceed_the_award()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ =>
                    host.WithAsync<RequestPayment, Result>(request =>
                        request.RunAsync(stages.Officer, award, Money.FromPounds(1500), "Part", null, "one of several parts")
                    )
                )
        );
        Assert.Equal(3, outcomes.Count(outcome => outcome.FirstRefusal is null));
        Assert.Equal(450_000, await host.Db.ScalarAsync<int>("select sum(Amount) from Payment where AwardId = @award", new { award }));
    }

    [Fact]
    public async Task A_payment_request_sent_eight_times_at_once_makes_one_payment()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Payments.Award(award));
        var answers = await page.Fill("Amount", "100").Fill("What is it for?", "The first part").PressAtOnceAsync("Request payment", 8);
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Text.Contains("You sent this form already", StringComparison.Ordinal)));
        Assert.Equal(1, await host.Database.CountAsync("Payment", "AwardId = @award", new { award }));
    }

    [Fact]
    public async Task A_payment_is_refused_before_the_award_is_accepted()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var outcome = await host.WithAsync<RequestPayment, Result>(async request =>
            await request.RunAsync(stages.Officer, await stages.AwardAsync(0), Money.FromPounds(1), "Early")
        );
        Assert.Equal("The applicant has not accepted this grant yet, so nothing can be paid", outcome.FirstRefusal!.Sentence);
    }

    private Task<string?> ReferenceAsync(RoundInStages stages) =>
        host.Db.ScalarAsync<string>("select Reference from Application where Id = @Id", new { stages.Applications[0].Id });
}
