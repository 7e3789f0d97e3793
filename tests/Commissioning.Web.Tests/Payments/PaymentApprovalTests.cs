using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

public sealed class PaymentApprovalTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_payment_limit_is_the_lowest_of_person_fund_and_everyone_and_never_set_by_its_holder()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var page = await (await host.AsAsync(administrator)).OpenAsync(Links.Payments.Limits);
        page.AssertSays("No limit is set, so everyone who may approve payments may approve any amount alone (default, not OPCC policy).");
        page = await page.Fill("Who?", way.Finance.Id.ToString())
            .Fill("Up to what amount in one payment?", "a lot")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds, for example 5,000");
        Assert.Equal("a lot", page.Value("Up to what amount in one payment?"));
        page = await page.Fill("Up to what amount in one payment?", "2000,00").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds, for example 5,000. Did you mean £2,000.00?");
        Assert.Equal("2000,00", page.Value("Up to what amount in one payment?"));
        Assert.Equal(way.Finance.Id.ToString(), page.Value("Who?"));
        page = await page.Fill("Up to what amount in one payment?", "").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds, for example 5,000");
        page = await page.Fill("Up to what amount in one payment?", "2,000").PressAsync("Save");
        page.AssertSays($"{way.Finance.Name} Every fund Every year £2,000.00");
        var payment = await way.RequestedAsync(2000.01m);
        Assert.Equal(ApprovalStep.First, await StepAsync());
        var fund = await host.Db.ScalarAsync<string>(
            "select f.Name from Fund f join Round r on r.FundId = f.Id where r.Id = @Round",
            new { way.Stages.Round }
        );
        page = await page.Fill("Who?", "Everyone")
            .Fill("For which fund?", fund!)
            .Fill("Up to what amount in one payment?", "1,000")
            .PressAsync("Save");
        page.AssertSays($"Everyone {fund} Every year £1,000.00");
        page = await page.PressAsync($"Remove the limit of {way.Finance.Name} for every fund, every year");
        Assert.Equal(ApprovalStep.First, await StepAsync());
        page = await page.PressAsync($"Remove the limit of everyone for {fund}, every year");
        page.AssertSays("The payment limit is removed");
        // A limit of another year does not count.
        page = await page.Fill("Who?", way.Finance.Id.ToString())
            .Fill("For which budget year?", "2025-26")
            .Fill("Up to what amount in one payment?", "10")
            .PressAsync("Save");
        page.AssertSays($"{way.Finance.Name} Every fund 2025-26 £10.00");
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update PaymentLimit set BudgetYear = '2019-20'"));
        Assert.Equal(ApprovalStep.Alone, await StepAsync());
        Assert.Null((await way.DecideAsync(payment)).FirstRefusal);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PaymentLimit"));

        var both = await host.Scenario.PersonAsync(Role.Administrator, Role.FinanceOfficer);
        foreach (var person in new[] { both.Id, (Guid?)null })
            Assert.Equal("You cannot set or remove your own payment limit", (await SetAsync(both, person)).FirstRefusal!.Sentence);
        Assert.Null((await SetAsync(administrator, both.Id)).FirstRefusal);
        var limit = (await host.Db.QueryAsync<Guid>("select Id from PaymentLimit where PersonId = @Id", new { both.Id }))[0];
        Assert.Equal(
            "You cannot set or remove your own payment limit",
            (await host.WithAsync<RemovePaymentLimit, Result>(remove => remove.RunAsync(both, limit))).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Choose a person who may approve payments, or everyone",
            (await SetAsync(administrator, way.Stages.Officer.Id)).FirstRefusal!.Sentence
        );
        await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Limits, HttpStatusCode.Forbidden);

        async Task<ApprovalStep> StepAsync() =>
            (await host.WithAsync<PaymentApprovals, PaymentApprovals.PaymentApproval>(all => all.OneAsync(way.Finance, payment))).Step;

        Task<Result> SetAsync(Actor by, Guid? person) =>
            host.WithAsync<SetPaymentLimit, Result>(set => set.RunAsync(by, person, null, null, Money.FromPounds(9000)));
    }

    [Fact]
    public async Task A_repeated_payment_amount_is_requested_only_with_a_reason()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var officer = await host.AsAsync(way.Stages.Officer);
        var page = await officer.OpenAsync(Links.Payments.Award(way.Award));
        page = await page.Fill("Amount", "1000").Fill("What is it for?", "First").PressAsync("Request payment");
        page = await page.Fill("Amount", "1000").Fill("What is it for?", "Second").PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError(
            "A payment of £1,000.00 for this grant was requested on 23 February 2026. If this is a different payment, tick the box and say why."
        );
        Assert.Equal("Second", page.Value("What is it for?"));
        page = await page.Choose("This is not the same payment again").PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Say why it is a different payment, in up to 300 characters");
        page = await page.Fill("Why is it not the same one?", "The second of two equal parts").PressAsync("Request payment");
        page.AssertSays("£1,000.00 requested. Someone else must approve it.");
        Assert.Contains(
            "Not a duplicate: The second of two equal parts",
            await host.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'PaymentRequested' order by Sequence desc")
        );
        // A refused payment is no duplicate, nor is one older than 30 days.
        foreach (var waiting in await host.Db.QueryAsync<Guid>("select Id from Payment where AwardId = @Award", new { way.Award }))
            Assert.Null((await way.DecideAsync(waiting, approve: false)).FirstRefusal);
        Assert.Null((await AskAsync(1000)).FirstRefusal);
        Assert.NotNull((await AskAsync(1000)).FirstRefusal);
        host.Clock.MoveTo("2026-03-26 10:00");
        Assert.Null((await AskAsync(1000)).FirstRefusal);

        Task<Result> AskAsync(decimal pounds) =>
            host.WithAsync<RequestPayment, Result>(request =>
                request.RunAsync(way.Stages.Officer, way.Award, Money.FromPounds(pounds), "A part")
            );
    }

    [Fact]
    public async Task A_payment_equal_to_one_for_another_grant_to_the_same_account_needs_a_reason()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        // The second application of the round belongs to the same organisation.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set OrganisationId = @Organisation where Id = @Id",
                new { way.Application.Organisation, way.Stages.Applications[1].Id }
            )
        );
        Assert.Null(
            (
                await host.WithAsync<AcceptAward, Result>(async accept =>
                    await accept.RunAsync(
                        way.Application.Applicant,
                        way.Stages.Applications[1].Id,
                        new(
                            "Amira Khan",
                            "Chair",
                            true,
                            (await accept.GetAsync(way.Application.Applicant, way.Stages.Applications[1].Id)).Letter.Sha256
                        )
                        {
                            LegalForm = Domain.Organisations.LegalForm.CharitableIncorporatedOrganisation,
                        }
                    )
                )
            ).FirstRefusal
        );
        await host.Scenario.ReadyToPayAsync(way.Stages.Applications[1].Id);
        await way.ApprovedAsync(1200);
        var second = await way.RequestedAsync(1200, await way.Stages.AwardAsync(1));
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Approve(second));
        page = await page.PressAsync("Approve", HttpStatusCode.BadRequest);
        page.AssertError(
            $"A payment of £1,200.00 to the same account was approved on 23 February 2026 for {await way.ReferenceAsync()}. If this is a different payment, tick the box and say why."
        );
        page = await page.Choose("This is not the same payment again").PressAsync("Approve", HttpStatusCode.BadRequest);
        page.AssertError("Say why it is a different payment, in up to 300 characters");
        await page.Fill("Why is it not the same one?", "Another grant of the same size").PressAsync("Approve");
        Assert.Equal(
            2,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Payment p join Award w on w.Id = p.AwardId where w.RoundId = @Round and p.Status = 'Approved'",
                new { way.Stages.Round }
            )
        );
    }

    [Fact]
    public async Task A_payment_approval_never_exceeds_the_grant_after_part_of_it_was_returned()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var payment = await way.RequestedAsync(4000);
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update Award set GivenBack = 100001 where Id = @Award", new { way.Award }));
        Assert.Equal(
            "£0.00 of the award of £3,999.99 has already been approved, so £4,000.00 more would be over the award",
            (await way.DecideAsync(payment)).FirstRefusal!.Sentence
        );
        var page = await (await host.AsAsync(way.Stages.Officer)).OpenAsync(Links.Payments.Award(way.Award));
        page.AssertSays("Returned to the pot £1,000.01");
        page.AssertSays("The instalments no longer add up to the grant of £3,999.99. Set them again.");
    }
}
