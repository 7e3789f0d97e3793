using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class ReturnLatenessTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly ReturnLateness Late = new("PZ-24-R2-012", "final return", new(2025, 7, 28), null, new(2026, 11, 28), null);

    [Fact]
    public void A_late_return_stays_in_the_history_whatever_was_queried_or_moved()
    {
        Assert.Equal(
            "PZ-24-R2-012: sent its final return 340 working days late (due 28 July 2025, sent 28 November 2026)",
            Late.InWords(Today)
        );
        Assert.Equal(
            "PZ-24-R2-012: sent its final return 340 working days late (due 28 July 2025, which we moved to 1 December 2026, sent 28 November 2026)",
            (Late with { DueOn = new(2026, 12, 1), FirstDueOn = new(2025, 7, 28) }).InWords(Today)
        );
        Assert.Equal(
            "PZ-24-R2-012: sent its final return 340 working days late (due 28 July 2025, sent 28 November 2026)",
            (Late with { PutRightBy = new(2026, 12, 12) }).InWords(Today)
        );
        Assert.Equal(
            "PZ-24-R2-012: sent its final return 340 working days late (due 28 July 2025, sent 28 November 2026); it has not put it right by 29 November 2026",
            (Late with { PutRightBy = new(2026, 11, 29) }).InWords(Today)
        );
        Assert.Equal(
            "PZ-24-R2-012: has not sent its final return, now 1 working day late (due 29 November 2026)",
            (Late with { DueOn = new(2026, 11, 29), FirstSentOn = null }).InWords(Today)
        );
    }

    [Fact]
    public void A_return_on_time_has_no_history_and_a_query_in_time_is_not_late()
    {
        var punctual = Late with { FirstSentOn = new(2025, 7, 28) };
        Assert.Null(punctual.InWords(Today));
        Assert.Null((punctual with { PutRightBy = new(2026, 11, 30) }).InWords(Today));
        Assert.Equal(
            "PZ-24-R2-012: sent its final return but has not put it right by 29 November 2026",
            (punctual with { PutRightBy = new(2026, 11, 29) }).InWords(Today)
        );
        Assert.Null((Late with { FirstSentOn = null, DueOn = Today }).InWords(Today));
    }

    [Fact]
    public void A_late_return_is_notable_from_two_weeks_or_while_it_is_overdue()
    {
        Assert.False((Late with { FirstSentOn = new(2025, 8, 10) }).IsNotable(Today));
        Assert.True((Late with { FirstSentOn = new(2025, 8, 11) }).IsNotable(Today));
        Assert.True((Late with { FirstSentOn = null, DueOn = new(2026, 11, 29) }).IsNotable(Today));
        Assert.False((Late with { FirstSentOn = new(2025, 7, 1), PutRightBy = Today }).IsNotable(Today));
    }
}
