using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Tests.Awards;

public sealed class OfferDateRulesTests
{
    private static readonly DateOnly Sent = new(2026, 11, 29),
        AcceptBy = new(2026, 12, 27);

    private static IReadOnlyList<string> Why(DateOnly starts, DateOnly ends) =>
        OfferDateRules.WhyHeld(starts, ends, ReturnSchedule.Plan(Money.FromPounds(9_000), false, starts, ends, new()), Sent, AcceptBy);

    [Fact]
    public void An_offer_is_held_when_its_project_or_a_return_comes_before_it_can_be_accepted()
    {
        Assert.Empty(Why(Sent, new(2027, 11, 1)));
        Assert.Equal(["The project started on 28 November 2026, before it can be accepted"], Why(new(2026, 11, 28), new(2027, 11, 1)));
        Assert.Equal(
            [
                "The project ended on 16 April 2026",
                "A return is due on 20 November 2025, before the last day to accept",
                "A return is due on 14 May 2026, before the last day to accept",
            ],
            Why(new(2025, 5, 1), new(2026, 4, 16))
        );
    }

    [Fact]
    public void Proposed_dates_keep_the_length_and_are_never_held_again()
    {
        for (var days = -900; days < 60; days += 7)
        for (var length = 0; length < 500; length += 31)
        {
            var (starts, ends) = (Sent.AddDays(days), Sent.AddDays(days + length));
            if (Why(starts, ends).Count == 0)
                continue;
            var proposed = OfferDateRules.Proposal(starts, ends, AcceptBy);
            Assert.Empty(Why(proposed.StartsOn, proposed.EndsOn));
            Assert.Equal(length, proposed.EndsOn.DayNumber - proposed.StartsOn.DayNumber);
            Assert.True(proposed.StartsOn > AcceptBy);
        }
    }

    [Fact]
    public void Nothing_is_overdue_on_the_day_of_the_acceptance()
    {
        foreach (var enhanced in new[] { false, true })
            for (var days = -900; days < 400; days += 5)
            for (var length = 1; length < 700; length += 41)
            {
                var starts = Sent.AddDays(days);
                var plan = ReturnSchedule.Plan(Money.FromPounds(9_000), enhanced, starts, starts.AddDays(length), new(), Sent);
                Assert.All(plan, one => Assert.True(one.DueOn >= Sent && WorkingDays.IsOne(one.DueOn)));
                Assert.All(plan.Where(one => one.To < Sent), one => Assert.Equal(WorkingDays.OnOrAfter(Sent.AddDays(28)), one.DueOn));
            }
    }

    [Fact]
    public void Dates_set_by_an_officer_have_not_passed_and_need_a_reason_after_the_rounds_last_day()
    {
        IEnumerable<string> Wrong(DateOnly? starts, DateOnly? ends, string? reason = null) =>
            OfferDateRules.WhyWrong(starts, ends, Sent, new(2027, 4, 30), reason).Select(refusal => refusal.Sentence);
        Assert.Empty(Wrong(Sent, new(2027, 4, 30)));
        Assert.Empty(Wrong(Sent, new(2027, 5, 1), "The school asked for it"));
        Assert.Equal(
            ["The project would end on 1 May 2027, after the round's last day of 30 April 2027. Say why that is right."],
            Wrong(Sent, new(2027, 5, 1))
        );
        Assert.Equal(["Enter the day the project starts", "Enter the day the project ends"], Wrong(null, null));
        Assert.Equal(2, Wrong(Sent.AddDays(-1), Sent.AddDays(-2)).Count());
    }
}
