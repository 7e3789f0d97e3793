using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class RankingTests
{
    private static RankedBid Bid(int number, Fraction? percent, decimal pounds, bool failed = false) =>
        new() { ApplicationId = Guid.CreateVersion7(), Number = number, Percent = percent, Amount = Money.FromPounds(pounds), FailedCheck = failed };

    [Fact]
    public void Bids_are_funded_by_rank_and_one_too_large_is_skipped_for_the_next()
    {
        var fitted = Ranking.Fit([Bid(1, 90, 6000), Bid(2, 80, 6000), Bid(3, 70, 4000), Bid(4, 40, 100), Bid(5, null, 100), Bid(6, 85, 100, failed: true)], 65, Money.FromPounds(10_000));
        Assert.Equal([(1, FitResult.Fund), (6, FitResult.FailedCheck), (2, FitResult.PotSpent), (3, FitResult.Fund), (4, FitResult.BelowThreshold), (5, FitResult.NotScored)], fitted.Select(bid => (bid.Bid.Number, bid.Result)));
        Assert.Equal("Asked for £6,000.00 when £4,000.00 of the pot was left", fitted[2].Reason);
    }

    [Fact]
    public void Exactly_on_the_line_passes_and_anything_less_does_not()
    {
        var fitted = Ranking.Fit([Bid(1, 65, 1), Bid(2, new Fraction(6499999, 100000), 1)], 65, Money.FromPounds(10));
        Assert.Equal([FitResult.Fund, FitResult.BelowThreshold], fitted.Select(bid => bid.Result));
    }

    [Fact]
    public void Equal_scores_share_a_rank()
    {
        Assert.Equal([1, 2, 2, 4, 0], Ranking.Fit([Bid(1, 90, 1), Bid(2, 80, 1), Bid(3, 80, 1), Bid(4, 70, 1), Bid(5, null, 1)], 0, Money.FromPounds(10)).Select(bid => bid.Rank));
    }

    [Fact]
    public void The_pot_is_never_passed_nobody_is_lost_and_nothing_below_the_line_is_funded()
    {
        var random = new Random(6);
        for (var i = 0; i < 500; i++)
        {
            var bids = Enumerable.Range(1, random.Next(1, 60)).Select(number => Bid(number, random.Next(12) == 0 ? null : new Fraction(random.Next(0, 1001), 10), random.Next(300, 10_000), random.Next(15) == 0)).ToList();
            var (threshold, pot) = (new Fraction(random.Next(400, 800), 10), Money.FromPounds(random.Next(1000, 200_000)));
            var fitted = Ranking.Fit(bids, threshold, pot);
            Assert.Equal(bids.Count, fitted.Count);
            var left = pot - fitted.Where(bid => bid.Result == FitResult.Fund).Sum(bid => bid.Bid.Amount);
            Assert.True(left >= Money.Nil);
            Assert.All(fitted.Where(bid => bid.Result == FitResult.Fund), bid => Assert.True(bid.Bid.Percent >= threshold && !bid.Bid.FailedCheck));
            // Whoever was skipped for money would not fit what is left at the end either.
            Assert.All(fitted.Where(bid => bid.Result == FitResult.PotSpent), bid => Assert.True(bid.Bid.Amount > left));
            Assert.Equal(fitted, Ranking.Fit(bids.OrderBy(_ => random.Next()).ToList(), threshold, pot));
        }
    }

    [Fact]
    public void Every_scored_bid_is_in_one_band()
    {
        Assert.Equal([(70, 2), (60, 1), (40, 1), (0, 1)], Ranking.Bands([70, 100, new Fraction(699, 10), 40, 0], [70, 60, 40, 0]));
    }

    [Fact]
    public void A_wide_spread_a_straddled_line_and_a_missing_mark_are_flagged()
    {
        Assert.Equal(["1 mark missing", "Marks spread 20 points", "Marks fall on both sides of the line"], ModerationFlags.For([55, 75], 65, 1));
        Assert.Empty(ModerationFlags.For([66, 70, 72], 65, 0));
    }

    [Fact]
    public void A_reason_is_needed_for_the_smallest_difference_from_the_mean()
    {
        var criterion = Rounds.Criteria(100)[0];
        Assert.Null(ModerationRules.WhyReasonNeeded(criterion, new Fraction(10, 3), new Fraction(10, 3), null, "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, new Fraction(333, 100), new Fraction(10, 3), " ", "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, 6, 5, "more", "f"));
    }
}
