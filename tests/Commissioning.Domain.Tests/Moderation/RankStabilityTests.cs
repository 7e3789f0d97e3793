using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class RankStabilityTests
{
    private static RankedBid Bid(int number, Fraction percent) =>
        new()
        {
            ApplicationId = Guid.CreateVersion7(),
            Number = number,
            Reference = $"B-{number}",
            Percent = percent,
            Amount = Money.FromPounds(10),
            FailedCheck = false,
        };

    [Fact]
    public void A_seed_repeats_the_result_and_bids_far_from_the_line_are_sure()
    {
        var bids = new[] { Bid(1, 90), Bid(2, 65), Bid(3, 64), Bid(4, 30) };
        var grid = new MarkGrid(
            4,
            3,
            bids.SelectMany(
                (bid, i) =>
                    new[] { -4.0, 0, 4 }.Select((error, marker) => (i, (marker + i) % 3, (double)bid.Percent!.Value.Numerator + error))
            )
        );
        var once = RankStability.Of(bids, grid, 65, Money.FromPounds(100), new(), [], null, 7)!;
        Assert.Equal(once, RankStability.Of(bids, grid, 65, Money.FromPounds(100), new(), [], null, 7));
        Assert.NotEqual(once, RankStability.Of(bids, grid, 65, Money.FromPounds(100), new(), [], null, 8));
        Assert.Equal([1, 0], new[] { once[0].Share, once[3].Share });
        Assert.All(once.Skip(1).Take(2), bid => Assert.True(bid.TooClose));
        // A bid on the line is funded about half the time or a little more, since a draw of nil errors leaves it there.
        Assert.InRange(once[1].Share, 0.45, 0.70);
    }

    [Fact]
    public void Markers_who_agree_entirely_leave_nothing_to_luck_and_one_mark_a_bid_tells_nothing()
    {
        var bids = new[] { Bid(1, 70), Bid(2, 60) };
        Assert.Equal(
            [1.0, 0],
            RankStability
                .Of(bids, new(2, 2, [(0, 0, 70), (0, 1, 70), (1, 0, 60), (1, 1, 60)]), 65, Money.FromPounds(100), new(), [], null, 1)!
                .Select(bid => bid.Share)
        );
        Assert.Null(RankStability.Of(bids, new(2, 2, [(0, 0, 70), (1, 1, 60)]), 65, Money.FromPounds(100), new(), [], null, 1));
    }
}
