using Commissioning.Domain.Applications;
using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class PartAwardRulesTests
{
    private static readonly BudgetLine[] Budget = [Line("Coaches", 600), Line("Kit", 400)];

    private static BudgetLine Line(string item, decimal pounds) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Position = 1,
            Item = item,
            Requested = Money.FromPounds(pounds),
            OtherFunders = Money.Zero,
        };

    private static string? Why(decimal? coaches, decimal? kit, string? reason = "The pot is small") =>
        PartAwardRules
            .WhyWrong(
                Rounds.Published(),
                Budget,
                [coaches is { } a ? Money.FromPounds(a) : null, kit is { } b ? Money.FromPounds(b) : null],
                reason
            )
            .FirstOrDefault()
            ?.Sentence;

    [Fact]
    public void A_part_award_is_within_each_budget_line_below_the_whole_and_at_least_the_smallest_grant()
    {
        Assert.Null(Why(300, 0));
        Assert.Equal("Enter what would be paid for Kit, from £0.00 to £400.00", Why(300, null));
        Assert.Equal("Coaches asked for £600.00, so no more can be paid for it", Why(600.01m, 0));
        Assert.Equal(
            "The lines add up to £1,000.00, which is the full amount asked for. Reduce a line, or leave the application at its full amount.",
            Why(600, 400)
        );
        Assert.Equal("The lines add up to £299.99, and the least the round gives is £300.00", Why(299.99m, 0));
        Assert.Equal("Say why only part would be paid, in up to 1,000 characters. The applicant reads this.", Why(300, 0, " "));
    }

    [Fact]
    public void The_most_that_may_be_awarded_beyond_a_pot_is_rounded_down_to_the_penny() =>
        Assert.Equal(
            new Money(1_939_931),
            PartAwardRules.MostBeyond(
                Rounds.Published() with
                {
                    Pot = new(19_399_311),
                    Policy = new() { OverAllocationPercent = 10 },
                }
            )
        );
}
