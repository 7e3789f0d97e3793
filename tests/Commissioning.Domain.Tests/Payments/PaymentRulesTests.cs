using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class PaymentRulesTests
{
    private static readonly Guid One = Guid.NewGuid(),
        Two = Guid.NewGuid(),
        Fund = Guid.NewGuid();

    [Fact]
    public void A_payment_is_not_decided_by_its_requester_and_its_decision_is_fixed_once_in_a_run()
    {
        Assert.Equal(
            "You requested this payment, so someone else must approve it",
            PaymentRules.WhyCannotDecide(PaymentStatus.Requested, One, One)!.Sentence
        );
        Assert.Null(PaymentRules.WhyCannotDecide(PaymentStatus.Requested, One, Two));
        Assert.Equal("This payment was already approved", PaymentRules.WhyCannotDecide(PaymentStatus.Approved, One, Two)!.Sentence);
        Assert.Null(PaymentRules.WhyCannotDecide(PaymentStatus.Approved, One, Two, approve: true, accountChanged: true));
        Assert.Null(PaymentRules.WhyCannotDecide(PaymentStatus.Approved, One, Two, approve: false));
        foreach (
            var status in new[]
            {
                PaymentStatus.Refused,
                PaymentStatus.Scheduled,
                PaymentStatus.Paid,
                PaymentStatus.Failed,
                PaymentStatus.Returned,
            }
        )
        foreach (var approve in new[] { true, false })
            Assert.Equal(
                $"This payment was already {status.ToString().ToLowerInvariant()}",
                PaymentRules.WhyCannotDecide(status, One, Two, approve, accountChanged: true)!.Sentence
            );
    }

    [Fact]
    public void A_payment_above_the_limit_needs_two_people_and_the_second_needs_no_limit_that_covers_it()
    {
        var limit = Money.FromPounds(3000);
        Assert.Equal(ApprovalStep.Alone, PaymentRules.StepOf(limit, limit, hasFirst: false));
        Assert.Equal(ApprovalStep.Alone, PaymentRules.StepOf(limit, null, hasFirst: false));
        Assert.Equal(ApprovalStep.First, PaymentRules.StepOf(new(300_001), limit, hasFirst: false));
        Assert.Equal(ApprovalStep.Second, PaymentRules.StepOf(new(300_001), limit, hasFirst: true));
        Assert.Equal(ApprovalStep.Second, PaymentRules.StepOf(new(300_001), null, hasFirst: true));
        Assert.Null(PaymentRules.WhyNotSecond(One, Two));
        Assert.Equal(
            "You gave the first approval of this payment, so someone else must give the second",
            PaymentRules.WhyNotSecond(One, One)!.Sentence
        );
        Assert.Null(PaymentRules.WhyCannotWithdraw(PaymentStatus.Requested, One, One));
        Assert.NotNull(PaymentRules.WhyCannotWithdraw(PaymentStatus.Requested, One, Two));
        Assert.NotNull(PaymentRules.WhyCannotWithdraw(PaymentStatus.Requested, null, Two));
        Assert.NotNull(PaymentRules.WhyCannotWithdraw(PaymentStatus.Approved, One, One));
    }

    [Fact]
    public void A_payment_limit_is_the_lowest_that_applies_and_without_one_any_amount_may_be_approved()
    {
        Assert.Null(PaymentRules.LimitFor([], One, Fund, "2026-27"));
        PaymentLimit[] limits =
        [
            Limit(Two, null, 10),
            Limit(null, Guid.NewGuid(), 20),
            Limit(One, Fund, 5000),
            Limit(null, null, 3000),
            Limit(One, null, 4000),
            Limit(One, null, 1000) with
            {
                BudgetYear = "2027-28",
            },
        ];
        Assert.Equal(Money.FromPounds(3000), PaymentRules.LimitFor(limits, One, Fund, "2026-27"));
        Assert.Equal(Money.FromPounds(4000), PaymentRules.LimitFor([limits[2], limits[4]], One, Fund, "2026-27"));
        Assert.Equal(Money.FromPounds(1000), PaymentRules.LimitFor(limits, One, Fund, "2027-28"));

        static PaymentLimit Limit(Guid? person, Guid? fund, decimal pounds) =>
            new()
            {
                Id = Guid.NewGuid(),
                PersonId = person,
                FundId = fund,
                UpTo = Money.FromPounds(pounds),
            };
    }

    [Fact]
    public void An_approval_never_exceeds_the_award()
    {
        Assert.Null(PaymentRules.WhyPastAward(new(40), new(60), new(100)));
        Assert.Equal(
            "£0.60 of the award of £1.00 has already been approved, so £0.41 more would be over the award",
            PaymentRules.WhyPastAward(new(41), new(60), new(100))!.Sentence
        );
    }

    [Fact]
    public void A_payment_status_has_its_own_words_for_the_payee() =>
        Assert.Equal(
            Enum.GetValues<PaymentStatus>().Length,
            Enum.GetValues<PaymentStatus>().Select(PaymentRules.InWords).Distinct().Count()
        );

    [RepeatableProperty(300)]
    public Property An_award_is_never_exceeded_by_any_order_of_requests() =>
        Prop.ForAll(
            Any.Number(1, 100),
            Any.Steps(Any.Number(-2, 40), 20),
            (pence, requests) =>
            {
                var (award, taken) = (new Money(pence), Money.Zero);
                foreach (var amount in requests.Select(request => new Money(request)))
                {
                    if (PaymentRules.WhyCannotRequest(amount, award, taken, accepted: true, "f") is null)
                        taken += amount;
                    Assert.True(taken >= Money.Zero && taken <= award);
                }
                if (award > taken)
                    Assert.Null(PaymentRules.WhyCannotRequest(award - taken, award, taken, accepted: true, "f"));
            }
        );
}
