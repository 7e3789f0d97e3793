using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class PaymentRulesTests
{
    private static readonly Guid One = Guid.NewGuid(),
        Two = Guid.NewGuid(),
        Fund = Guid.NewGuid();

    [Fact]
    public void Whoever_requested_does_not_decide_and_a_decision_stands_once_it_is_in_a_run()
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
    public void Of_the_limits_that_apply_the_lowest_counts_and_without_one_any_amount_goes()
    {
        Assert.Null(PaymentRules.LimitFor([], One, Fund));
        PaymentLimit[] limits =
        [
            Limit(Two, null, 10),
            Limit(null, Guid.NewGuid(), 20),
            Limit(One, Fund, 5000),
            Limit(null, null, 3000),
            Limit(One, null, 4000),
        ];
        Assert.Equal(Money.FromPounds(3000), PaymentRules.LimitFor(limits, One, Fund));
        Assert.Equal(Money.FromPounds(4000), PaymentRules.LimitFor([limits[2], limits[4]], One, Fund));
        Assert.Null(PaymentRules.WhyAboveLimit(Money.FromPounds(3000), Money.FromPounds(3000)));
        Assert.Null(PaymentRules.WhyAboveLimit(Money.FromPounds(3000), null));
        Assert.Equal(
            "You may approve payments of up to £3,000.00, so someone with a higher limit must approve this one",
            PaymentRules.WhyAboveLimit(new(300_001), Money.FromPounds(3000))!.Sentence
        );

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
    public void What_is_approved_never_passes_the_award()
    {
        Assert.Null(PaymentRules.WhyPastAward(new(40), new(60), new(100)));
        Assert.Equal(
            "£0.60 of the award of £1.00 has already been approved, so £0.41 more would be over the award",
            PaymentRules.WhyPastAward(new(41), new(60), new(100))!.Sentence
        );
    }

    [Fact]
    public void Every_state_has_words_for_those_who_are_paid() =>
        Assert.Equal(
            Enum.GetValues<PaymentStatus>().Length,
            Enum.GetValues<PaymentStatus>().Select(PaymentRules.InWords).Distinct().Count()
        );

    [Fact]
    public void Every_payment_here_is_looked_for_there_and_what_is_there_again_is_a_duplicate()
    {
        var lines = FinanceLedger.Compare(
            [Line("P-2026-001-001", 100), Line("P-2026-001-002", 200), Line("P-2026-001-003", 300)],
            [Line("p-2026-001-001", 100), Line("P-2026-001-002", 210), Line("P-2026-001-002", 200), Line("X", 5)]
        );
        Assert.Equal(
            [MatchState.Agrees, MatchState.AmountDiffers, MatchState.OnlyHere, MatchState.OnlyThere, MatchState.Duplicate],
            lines.Select(line => line.State)
        );
        Assert.Equal("Differs by £0.10", lines[1].InWords);
        Assert.Equal(
            ["Agrees", "Differs by £0.10", "Only here", "Only in the finance system", "In the finance system more than once"],
            lines.Select(line => line.InWords)
        );

        static LedgerLine Line(string reference, long pence) =>
            new()
            {
                Reference = reference,
                Day = new(2026, 6, 1),
                Amount = new(pence),
            };
    }
}
