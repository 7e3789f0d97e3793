using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class ClaimRulesTests
{
    private static readonly DateOnly Accepted = new(2026, 3, 20),
        Starts = new(2026, 5, 1),
        Ends = new(2027, 4, 30);

    private static readonly ClaimProof NoProof = new(new HashSet<Guid>(), Money.FromPounds(1_000_000));

    [Fact]
    public void A_claim_needs_a_copy_of_large_receipts_and_of_those_for_sampled_lines()
    {
        var (workers, venue) = (Line("Youth workers"), Line("Venue hire"));
        var proof = new ClaimProof(new HashSet<Guid> { venue.Id }, Money.FromPounds(500));
        var small = new Receipt(workers.Id, Starts, "A. Coach", new(49_999));
        Assert.Empty(Wrong(small));
        Assert.Equal(
            ["Add a copy of receipt 2. We need one of every receipt of £500 or more."],
            Wrong(small, small with { Amount = new(50_000) })
        );
        Assert.Equal(["Add a copy of receipt 1. We need one of every receipt for Venue hire."], Wrong(small with { Line = venue.Id }));
        Assert.Empty(Wrong(small with { Amount = new(50_000), Proof = true }, small with { Line = venue.Id, Proof = true }));
        Assert.Equal(
            "The receipt of A. Coach for £500.00 needs a copy and has none. Send the claim back for it.",
            ClaimRules.WhyUnproved([small, small with { Amount = new(50_000) }], proof)!.Sentence
        );
        Assert.Null(ClaimRules.WhyUnproved([small], proof));

        IEnumerable<string> Wrong(params Receipt[] receipts) =>
            ClaimRules
                .WhyWrong(receipts.Sum(receipt => receipt.Amount), receipts, [workers, venue], new(900_000), Starts, Ends, Starts, proof)
                .Select(refusal => refusal.Sentence);
        static ClaimLine Line(string item) =>
            new()
            {
                Id = Guid.NewGuid(),
                Item = item,
                Budget = new(500_000),
                Claimed = Money.Zero,
            };
    }

    [Fact]
    public void A_claimed_line_is_flagged_when_the_final_return_says_less_was_spent()
    {
        var line = new ClaimedLine("Rope", new(448_000), new(448_000), Money.Zero, ByFinal: true);
        Assert.Equal("£4,480.00 is claimed for Rope, and the final return says that £0.00 was spent on it", line.Flag);
        Assert.Null((line with { ByFinal = false }).Flag);
        Assert.Null((line with { Reported = null }).Flag);
        Assert.Null((line with { Reported = new(448_000) }).Flag);
    }

    [Fact]
    public void A_claim_covers_spending_on_its_lines_during_the_project_and_no_more_than_is_left()
    {
        var (workers, venue) = (
            new ClaimLine
            {
                Id = Guid.NewGuid(),
                Item = "Youth workers",
                Budget = new(6000),
                Claimed = new(1000),
            },
            new ClaimLine
            {
                Id = Guid.NewGuid(),
                Item = "Venue hire",
                Budget = new(4000),
                Claimed = Money.Zero,
            }
        );
        var today = new DateOnly(2026, 6, 1);
        var good = new Receipt(workers.Id, today, "A. Coach", new(5000));
        Assert.Empty(Wrong(5000, good));
        Assert.Empty(Wrong(9000, good, new(venue.Id, Starts, "Hall", new(4000))));
        Assert.Equal(["The receipts add up to £50.00, which is £10.00 less than the £60.00 that you are claiming"], Wrong(6000, good));
        Assert.Equal(["The receipts add up to £50.00, which is £0.01 more than the £49.99 that you are claiming"], Wrong(4999, good));
        Assert.Equal(
            ["The receipts for Youth workers add up to £50.01, and only £50.00 of its £60.00 is left"],
            Wrong(5001, good with { Amount = new(2501) }, good with { Amount = new(2500) })
        );
        Assert.Equal(["The date of receipt 1 is in the future"], Wrong(5000, good with { SpentOn = today.AddDays(1) }));
        Assert.Equal(
            ["The date of receipt 1 is before the project starts on 1 May 2026. The grant does not pay for anything earlier."],
            Wrong(5000, good with { SpentOn = Starts.AddDays(-1) })
        );
        Assert.Equal(
            ["The project ended on 31 May 2026, and receipt 1 is of a later day. The grant does not pay for it."],
            ClaimRules
                .WhyWrong(new(5000), [good], [workers, venue], new(9000), Starts, new(2026, 5, 31), today, NoProof)
                .Select(refusal => refusal.Sentence)
        );
        Assert.Equal(["Choose the budget line that receipt 1 is for"], Wrong(5000, good with { Line = Guid.NewGuid() }));
        Assert.Equal(["Enter who was paid on receipt 1, in up to 200 characters"], Wrong(5000, good with { Supplier = " " }));
        Assert.Equal(["Enter an amount of more than £0.00 for receipt 1"], Wrong(0, good with { Amount = Money.Zero }));
        Assert.Equal(["Enter at least one receipt"], Wrong(0));
        Assert.Equal(
            ["Send up to 40 receipts in one claim, and the others in the next"],
            Wrong(41, [.. Enumerable.Repeat(good with { Amount = new(1) }, 41)])
        );
        Assert.Equal(
            ["Only £30.00 of the grant is left to claim"],
            ClaimRules
                .WhyWrong(new(5000), [good], [workers, venue], new(3000), Starts, Ends, today, NoProof)
                .Select(refusal => refusal.Sentence)
        );

        IEnumerable<string> Wrong(long total, params Receipt[] receipts) =>
            ClaimRules
                .WhyWrong(new(total), receipts, [workers, venue], new(9000), Starts, Ends, today, NoProof)
                .Select(refusal => refusal.Sentence);
    }

    [Fact]
    public void A_claim_needs_a_running_grant_paid_in_arrears_and_is_decided_once()
    {
        Assert.Equal("Accept the grant first. Then you can claim what you spend.", ClaimRules.WhyCannotClaim(false, null, true)!.Sentence);
        Assert.Equal(
            "This grant ended on 1 June 2026, so nothing more can be claimed",
            ClaimRules.WhyCannotClaim(true, new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc), true)!.Sentence
        );
        Assert.Equal(
            "This grant is not paid against receipts, so there is nothing to claim",
            ClaimRules.WhyCannotClaim(true, null, false)!.Sentence
        );
        Assert.Null(ClaimRules.WhyCannotClaim(true, null, true));
        Assert.Equal("This claim has already been dealt with", ClaimRules.WhyCannotDecide(ClaimState.Accepted, true, null)!.Sentence);
        Assert.Equal("Say what the organisation must put right", ClaimRules.WhyCannotDecide(ClaimState.Sent, false, " ")!.Sentence);
        Assert.Equal(
            "Shorten the note to 1,000 characters",
            ClaimRules.WhyCannotDecide(ClaimState.Sent, true, new string('x', 1001))!.Sentence
        );
        Assert.Null(ClaimRules.WhyCannotDecide(ClaimState.Sent, true, null));
    }
}
