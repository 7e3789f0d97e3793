using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Tests.Awards;

public sealed class GrantStepsTests
{
    [Fact]
    public void Next_steps_are_the_nearest_from_today_on()
    {
        var steps = GrantSteps.Next(
            new(2026, 6, 1),
            new(2026, 5, 1),
            new(2027, 4, 30),
            [(new(2026, 5, 1), new(100)), (new(2026, 11, 1), new(250_000))],
            [(new(2026, 12, 8), "Return to 31 October 2026"), (new(2027, 5, 28), "Final return to 30 April 2027")]
        );
        Assert.Equal(
            [
                (new DateOnly(2026, 11, 1), "We can pay £2,500.00 from this day"),
                (new DateOnly(2026, 12, 8), "Return to 31 October 2026 is due"),
                (new DateOnly(2027, 4, 30), "Your project ends"),
            ],
            steps
        );
    }
}
