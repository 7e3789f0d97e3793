using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class RankStabilityTests
{
    private static RankedApplication Application(int number, Fraction percent) =>
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
    public void Rank_stability_repeats_for_a_seed_and_is_certain_far_from_the_threshold()
    {
        var applications = new[] { Application(1, 90), Application(2, 65), Application(3, 64), Application(4, 30) };
        var grid = new ScoreGrid(
            4,
            3,
            applications.SelectMany(
                (application, i) =>
                    new[] { -4.0, 0, 4 }.Select(
                        (error, assessor) => (i, (assessor + i) % 3, (double)application.Percent!.Value.Numerator + error)
                    )
            )
        );
        var once = RankStability.Of(applications, grid, 65, Money.FromPounds(100), new(), [], null, 7)!;
        Assert.Equal(once, RankStability.Of(applications, grid, 65, Money.FromPounds(100), new(), [], null, 7));
        Assert.NotEqual(once, RankStability.Of(applications, grid, 65, Money.FromPounds(100), new(), [], null, 8));
        Assert.Equal([1, 0], new[] { once[0].Share, once[3].Share });
        Assert.All(once.Skip(1).Take(2), application => Assert.True(application.TooClose));
        // An application on the threshold is funded about half the time or a little more, since zero errors leave it there.
        Assert.InRange(once[1].Share, 0.45, 0.70);
    }

    [Fact]
    public void Rank_stability_is_certain_when_assessors_agree_and_unknown_with_one_score_per_application()
    {
        var applications = new[] { Application(1, 70), Application(2, 60) };
        Assert.Equal(
            [1.0, 0],
            RankStability
                .Of(
                    applications,
                    new(2, 2, [(0, 0, 70), (0, 1, 70), (1, 0, 60), (1, 1, 60)]),
                    65,
                    Money.FromPounds(100),
                    new(),
                    [],
                    null,
                    1
                )!
                .Select(application => application.Share)
        );
        Assert.Null(RankStability.Of(applications, new(2, 2, [(0, 0, 70), (1, 1, 60)]), 65, Money.FromPounds(100), new(), [], null, 1));
    }
}
