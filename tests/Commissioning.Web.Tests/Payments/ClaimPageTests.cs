using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

public sealed class ClaimPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly byte[] Pdf = SamplePdf.Of("receipt");

    private async Task<AcceptedAwardFixture> InArrearsAsync(int evidencePercent = 0)
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(
            host,
            new()
            {
                Payment = PaymentProfile.Arrears,
                EvidencePercent = evidencePercent,
                EvidenceFrom = Money.Zero,
                ProofFrom = Money.FromPounds(700),
            }
        );
        host.Clock.MoveTo("2026-06-01 10:00");
        return way;
    }

    private static BrowserPage Receipt(
        BrowserPage page,
        int number,
        string line,
        string supplier,
        string day,
        string month,
        string amount
    ) =>
        page.Fill($"Which budget line is receipt {number} for?", line)
            .Fill($"Who was paid on receipt {number}?", supplier)
            .Fill($"Amount of receipt {number}", amount)
            .FillNamed($"Form.Receipts[{number - 1}].SpentOn.Day", day)
            .FillNamed($"Form.Receipts[{number - 1}].SpentOn.Month", month)
            .FillNamed($"Form.Receipts[{number - 1}].SpentOn.Year", "2026");

    /// <summary>A claim of £1,250.50 with two receipts, sent from the page.</summary>
    private async Task<(AcceptedAwardFixture Award, Browser Phone, BrowserPage Page)> SentClaimAsync()
    {
        var way = await InArrearsAsync();
        var phone = await host.AsAsync(way.Application.Applicant);
        var page = await (await (await phone.OpenAsync(Links.Applications.Mine)).FollowAsync("Payments for Project A")).FollowAsync(
            "Claim what you have spent"
        );
        page = await page.Fill("How much are you claiming?", "£1,250.50").PressAsync("Add another receipt");
        Receipt(page, 1, "Youth workers (£3,000.00 left)", "A. Coach", "12", "5", "1000");
        page = Receipt(page, 2, "Venue hire (£2,000.00 left)", "Village hall", "20", "5", "250.50");
        return (way, phone, await page.Attach("Copy of receipt 1", "coach.pdf", Pdf).PressAsync("Send the claim"));
    }

    private async Task<Guid> SentClaimIdAsync(AcceptedAwardFixture way) =>
        (await host.Db.QueryAsync<Guid>("select Id from Claim where State = 'Sent' and AwardId = @Award", new { way.Award }))[0];

    [Fact]
    public async Task The_claim_form_names_each_fault_and_keeps_what_was_typed()
    {
        var way = await InArrearsAsync();
        var phone = await host.AsAsync(way.Application.Applicant);
        var page = await (await (await phone.OpenAsync(Links.Applications.Mine)).FollowAsync("Payments for Project A")).FollowAsync(
            "Claim what you have spent"
        );
        page = await page.PressAsync("Send the claim", HttpStatusCode.BadRequest);
        foreach (
            var why in new[]
            {
                "Enter how much you are claiming in pounds and pence, such as 450 or 450.50",
                "Choose the budget line that receipt 1 is for",
                "Enter the date of receipt 1",
                "Enter the amount of receipt 1 in pounds and pence, such as 45 or 45.50",
            }
        )
            page.AssertError(why);
        page = await page.Fill("How much are you claiming?", "£1,250.50").PressAsync("Add another receipt");
        Receipt(page, 1, "Youth workers (£3,000.00 left)", "A. Coach", "12", "5", "about a thousand");
        page = await Receipt(page, 2, "Venue hire (£2,000.00 left)", "Village hall", "20", "5", "250.50")
            .PressAsync("Send the claim", HttpStatusCode.BadRequest);
        page.AssertError("Enter the amount of receipt 1 in pounds and pence, such as 45 or 45.50");
        Assert.Equal(
            ["£1,250.50", "about a thousand", "Village hall", "A. Coach"],
            new[]
            {
                "How much are you claiming?",
                "Amount of receipt 1",
                "Who was paid on receipt 2?",
                "Who was paid on receipt 1?",
            }.Select(page.Value)
        );
        foreach (
            var (day, month, amount, why) in new[]
            {
                (
                    "30",
                    "4",
                    "1000",
                    "The date of receipt 1 is before the project starts on 1 May 2026. The grant does not pay for anything earlier."
                ),
                ("2", "6", "1000", "The date of receipt 1 is in the future"),
                ("12", "5", "900", "The receipts add up to £1,150.50, which is £100.00 less than the £1,250.50 that you are claiming"),
                ("12", "5", "3000.01", "The receipts for Youth workers add up to £3,000.01, and only £3,000.00 of its £3,000.00 is left"),
            }
        )
        {
            page = await Receipt(page, 1, "Youth workers (£3,000.00 left)", "A. Coach", day, month, amount)
                .PressAsync("Send the claim", HttpStatusCode.BadRequest);
            page.AssertError(why);
        }
        page = await Receipt(page, 1, "Youth workers (£3,000.00 left)", "A. Coach", "12", "5", "1000")
            .Attach("Copy of receipt 1", "coach.pdf", "not a pdf"u8.ToArray())
            .PressAsync("Send the claim", HttpStatusCode.BadRequest);
        page.AssertError(
            "coach.pdf does not contain what its name says. Open it, save it again as PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, and choose that copy."
        );
    }

    [Fact]
    public async Task A_claim_that_was_sent_shows_what_is_left_and_is_hidden_from_strangers()
    {
        var (way, _, page) = await SentClaimAsync();
        page.AssertSays("We have your claim of £1,250.50. We will check it before we pay.");
        page.AssertSays("What is left to claim: £3,749.50");
        await (await host.AsAsync(way.Stages.Applications[1].Applicant)).OpenAsync(
            Links.Payments.MyClaims(way.Application.Id),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_claim_is_read_with_its_receipts_and_given_back_with_a_note()
    {
        var (way, _, page) = await SentClaimAsync();
        var officer = await host.AsAsync(way.Stages.Officer);
        page = await (await officer.OpenAsync(Links.Payments.Claims)).FollowAsync($"{await way.ReferenceAsync()}, £1,250.50");
        page.AssertSays("Youth workers A. Coach 12 May 2026 £1,000.00 coach.pdf");
        using (var copy = await officer.GetAsync(page.Document.QuerySelectorAll("main td a").First().GetAttribute("href")!))
            Assert.Equal(Pdf, await copy.Content.ReadAsByteArrayAsync());
        await officer.OpenAsync(
            Links.Payments.ClaimReceipt(Guid.Parse(page.Address.Segments[^1]), Guid.NewGuid()),
            HttpStatusCode.NotFound
        );
        (await page.PressAsync("Send it back", HttpStatusCode.BadRequest)).AssertError("Say what the organisation must put right");
        page = await page.Fill("Note to the organisation", "The hall's receipt is for June").PressAsync("Send it back");
        page.AssertSays("Sent back");
        Assert.Equal(
            "This claim has already been dealt with",
            (
                await host.WithAsync<DecideClaim, Result>(decide =>
                    decide.RunAsync(way.Stages.Officer, Guid.Parse(page.Address.Segments[^1]), true, null)
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task A_claim_that_was_given_back_keeps_its_receipts_and_can_be_sent_again()
    {
        var (way, phone, page) = await SentClaimAsync();
        Assert.Null(
            (
                await host.WithAsync<DecideClaim, Result>(async decide =>
                    await decide.RunAsync(way.Stages.Officer, await SentClaimIdAsync(way), false, "The hall's receipt is for June")
                )
            ).FirstRefusal
        );
        page = await (await phone.OpenAsync(Links.Payments.MyClaims(way.Application.Id))).FollowAsync("Correct it, the claim of £1,250.50");
        Assert.Equal("Village hall", page.Value("Who was paid on receipt 2?"));
        page = await page.PressAsync("Send the claim");
        page.AssertSays("We have your claim of £1,250.50");
    }

    [Fact]
    public async Task A_claim_is_accepted_by_a_second_person_and_its_payment_requested()
    {
        var (way, _, page) = await SentClaimAsync();
        var (claim, officer) = (await SentClaimIdAsync(way), await host.AsAsync(way.Stages.Officer));
        Assert.Equal(
            "You sent this claim, so someone else must decide on it",
            (await host.WithAsync<DecideClaim, Result>(decide => decide.RunAsync(way.Application.Applicant, claim, true, null)))
                .FirstRefusal!
                .Sentence
        );
        (await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Claim(claim))).AssertDoesNotSay("Accept and request the payment");
        page = await (await officer.OpenAsync(Links.Payments.Claim(claim))).PressAsync("Accept and request the payment");
        page.AssertSays("Payment Requested");
        Assert.Equal(
            "The payment of this claim is on its way, or was never requested",
            (await host.WithAsync<RequestClaimPayment, Result>(request => request.RunAsync(way.Stages.Officer, claim)))
                .FirstRefusal!
                .Sentence
        );
        page = await (await officer.OpenAsync(Links.Payments.Award(way.Award)))
            .Fill("Amount", "10")
            .Fill("What is it for?", "Without a receipt")
            .PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Instalment 1 is paid for money already spent. Accept a claim to request its payment.");
    }

    [Fact]
    public async Task A_claims_refused_payment_can_be_requested_again()
    {
        var (way, _, page) = await SentClaimAsync();
        var (claim, officer) = (await SentClaimIdAsync(way), await host.AsAsync(way.Stages.Officer));
        Assert.Null(
            (await host.WithAsync<DecideClaim, Result>(decide => decide.RunAsync(way.Stages.Officer, claim, true, null))).FirstRefusal
        );
        var payment = (await host.Db.QueryAsync<Guid>("select Id from Payment where ClaimId = @claim", new { claim }))[0];
        Assert.Null((await way.DecideAsync(payment, approve: false)).FirstRefusal);
        host.Clock.MoveTo("2026-06-01 10:05");
        page = await (await officer.OpenAsync(Links.Payments.Claim(claim))).PressAsync("Request the payment again");
        page.AssertSays("Payment Requested");
        Assert.Equal(
            (2, 125_050),
            (
                await host.Db.ScalarAsync<int>("select count(*) from Payment where ClaimId = @claim", new { claim }),
                await host.Db.ScalarAsync<int>(
                    "select sum(Amount) from Payment where ClaimId = @claim and Status = 'Requested'",
                    new { claim }
                )
            )
        );
    }

    [Fact]
    public async Task An_equal_claim_needs_a_reason_and_one_that_no_longer_fits_its_budget_is_not_accepted()
    {
        var way = await InArrearsAsync();
        var (one, two) = (await SentAsync(600), await SentAsync(600));
        var officer = await host.AsAsync(way.Stages.Officer);
        await (await officer.OpenAsync(Links.Payments.Claim(one))).PressAsync("Accept and request the payment");
        var page = await (await officer.OpenAsync(Links.Payments.Claim(two))).PressAsync(
            "Accept and request the payment",
            HttpStatusCode.BadRequest
        );
        page.AssertError(
            "A payment of £600.00 for this grant was requested on 1 June 2026. If this is a different payment, tick the box and say why."
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update BudgetLine set Awarded = 110000 where ApplicationId = @Id and Position = 1",
                new { way.Application.Id }
            )
        );
        page = await page.Choose("This is not the same payment again")
            .Fill("Why is it not the same one?", "Another coach")
            .PressAsync("Accept and request the payment", HttpStatusCode.BadRequest);
        page.AssertError("The receipts for Youth workers add up to £600.00, and only £500.00 of its £1,100.00 is left");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update BudgetLine set Awarded = null where ApplicationId = @Id", new { way.Application.Id })
        );
        (await page.PressAsync("Accept and request the payment")).AssertSays("Payment Requested");

        async Task<Guid> SentAsync(decimal pounds)
        {
            var line = (
                await host.Db.QueryAsync<Guid>(
                    "select Id from BudgetLine where ApplicationId = @Id and Position = 1",
                    new { way.Application.Id }
                )
            )[0];
            Task<IReadOnlyList<Guid>> AllAsync() =>
                host.Db.QueryAsync<Guid>("select Id from Claim where AwardId = @Award", new { way.Award });
            var before = await AllAsync();
            Assert.Empty(await SendAsync(way, pounds, line));
            return (await AllAsync()).Except(before).Single();
        }
    }

    [Fact]
    public async Task Claims_at_once_never_exceed_a_budget_line_and_are_only_for_members_of_grants_in_arrears()
    {
        var way = await InArrearsAsync();
        var line = (
            await host.Db.QueryAsync<Guid>(
                "select Id from BudgetLine where ApplicationId = @Id and Position = 2",
                new { way.Application.Id }
            )
        )[0];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SendAsync(way, 600, line))));
        Assert.Equal(3, outcomes.Count(wrong => wrong.Count == 0));
        Assert.Equal(180_000, await host.Db.ScalarAsync<int>("select sum(Amount) from Claim where AwardId = @Award", new { way.Award }));
        await Assert.ThrowsAsync<Commissioning.Platform.Data.NotFoundException>(() =>
            host.RefusalsAsync<SendClaim>(send =>
                send.RunAsync(
                    way.Stages.Applications[1].Applicant,
                    way.Application.Id,
                    new(1),
                    [],
                    new Dictionary<int, Domain.Documents.Upload>()
                )
            )
        );

        var atOnce = await AcceptedAwardFixture.AcceptedAsync(host);
        (await (await host.AsAsync(atOnce.Application.Applicant)).OpenAsync(Links.Payments.MyClaims(atOnce.Application.Id))).AssertSays(
            "This grant is not paid against receipts, so there is nothing to claim"
        );
        Assert.Equal(
            "This grant is not paid against receipts, so there is nothing to claim",
            Assert.Single(await SendAsync(atOnce, 1, line)).Sentence
        );
    }

    [Fact]
    public async Task A_claim_without_the_copies_asked_for_is_refused_and_keeps_what_was_typed()
    {
        var way = await InArrearsAsync(evidencePercent: 100);
        var phone = await host.AsAsync(way.Application.Applicant);
        var page = await phone.OpenAsync(Links.Payments.MyClaims(way.Application.Id));
        page.AssertSays("We need a copy of every receipt of £700 or more, and of every receipt for Youth workers, Venue hire.");
        page = await Receipt(
                page.Fill("How much are you claiming?", "10"),
                1,
                "Venue hire (£2,000.00 left)",
                "Village hall",
                "20",
                "5",
                "10"
            )
            .PressAsync("Send the claim", HttpStatusCode.BadRequest);
        page.AssertError("Add a copy of receipt 1. We need one of every receipt for Venue hire.");
        Assert.Equal("Village hall", page.Value("Who was paid on receipt 1?"));
        page = await page.Attach("Copy of receipt 1", "hall.pdf", Pdf).PressAsync("Send the claim");
        page.AssertSays("We have your claim of £10.00");
        var claim = await SentClaimIdAsync(way);
        var officer = await host.AsAsync(way.Stages.Officer);
        (await officer.OpenAsync(Links.Payments.Claim(claim))).AssertSays("hall.pdf Asked for, given");
        // A claim that came before the setting: the officer sees what is missing and cannot accept.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ClaimReceipt set FileId = null where ClaimId = @claim", new { claim })
        );
        page = await officer.OpenAsync(Links.Payments.Claim(claim));
        page.AssertSays("None Asked for, not given");
        (await page.PressAsync("Accept and request the payment", HttpStatusCode.BadRequest)).AssertError(
            "The receipt of Village hall for £10.00 needs a copy and has none. Send the claim back for it."
        );
    }

    [Fact]
    public async Task A_claim_is_compared_line_by_line_with_the_accepted_final_return()
    {
        var (way, _, _) = await SentClaimAsync();
        var claim = await SentClaimIdAsync(way);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                update MonitoringReturn set Status = 'Accepted', IsLatest = 1, Spent = 100000 where AwardId = @Award and Kind = 'Final';
                insert into MonitoringSpend (ReturnId, BudgetLineId, Spent)
                select t.Id, b.Id, case when b.Position = 1 then 100000 else 0 end
                from MonitoringReturn t join BudgetLine b on b.ApplicationId = @Application where t.AwardId = @Award and t.Kind = 'Final';
                """,
                new { way.Award, Application = way.Application.Id }
            )
        );
        var page = await (await host.AsAsync(way.Stages.Officer)).OpenAsync(Links.Payments.Claim(claim));
        page.AssertSays("Youth workers £1,000.00 £1,000.00 £1,000.00");
        page.AssertSays("Venue hire £250.50 £250.50 £0.00");
        page.AssertSays("£250.50 is claimed for Venue hire, and the final return says that £0.00 was spent on it.");
        page.AssertDoesNotSay("is claimed for Youth workers");
    }

    private Task<IReadOnlyList<Refusal>> SendAsync(AcceptedAwardFixture way, decimal pounds, Guid line) =>
        host.RefusalsAsync<SendClaim>(send =>
            send.RunAsync(
                way.Application.Applicant,
                way.Application.Id,
                Money.FromPounds(pounds),
                [new(line, new(2026, 5, 12), "A. Coach", Money.FromPounds(pounds))],
                new Dictionary<int, Domain.Documents.Upload>()
            )
        );
}
