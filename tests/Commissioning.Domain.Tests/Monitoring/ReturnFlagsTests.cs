using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class ReturnFlagsTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    private static readonly ReturnFigures Plain = new()
    {
        Grant = Money.FromPounds(6_875),
        ProjectStarts = new(2024, 10, 1),
        Kind = ReturnKind.Final,
        Spent = Money.FromPounds(6_875),
        Lines =
        [
            new("Insurance", Money.FromPounds(1_000), Money.Zero, Money.FromPounds(1_000), null),
            new("Mentors", Money.FromPounds(5_875), Money.Zero, Money.FromPounds(5_875), null),
        ],
        PeopleNew = 60,
        PeopleRepeat = 41,
    };

    private static IReadOnlyList<ReturnFlag> Of(ReturnFigures figures, params string[] confirmed) =>
        ReturnFlags.Of(figures, Money.FromPounds(687.50m), confirmed, Today);

    private static ReturnFigures With(decimal insurance, decimal mentors) =>
        Plain with
        {
            Spent = Money.FromPounds(insurance + mentors),
            Lines =
            [
                Plain.Lines[0] with
                {
                    Spent = Money.FromPounds(insurance),
                },
                Plain.Lines[1] with
                {
                    Spent = Money.FromPounds(mentors),
                },
            ],
        };

    [Fact]
    public void Flags_are_not_raised_by_a_plain_return_or_a_move_within_the_tolerance()
    {
        Assert.Empty(Of(Plain));
        Assert.Empty(Of(With(312.50m, 6_562.50m)));
    }

    [Fact]
    public void Flags_repeat_what_the_group_was_asked_and_say_whether_it_confirmed_it()
    {
        var eleven = Plain with { Spent = Money.FromPounds(75_625), PeopleNew = 3, PeopleBefore = 30 };
        var flags = Of(eleven);
        Assert.Equal(["spent", "fewer"], flags.Select(flag => flag.Name));
        Assert.All(flags, flag => Assert.False(flag.Confirmed));
        Assert.Contains("That is 11 times the grant of £6,875.00.", flags[0].Sentence, StringComparison.Ordinal);
        Assert.Equal([true, false], Of(eleven, flags[0].Sentence).Select(flag => flag.Confirmed!.Value));
    }

    [Fact]
    public void Flags_name_a_move_between_lines_that_accepting_approves()
    {
        Assert.Equal(
            [
                new ReturnFlag("under.0", "£300.00 was spent on Insurance, £700.00 less than its budget of £1,000.00.", null),
                new ReturnFlag("moved.1", "£700.00 moved to Mentors from Insurance: accepting this return approves it.", null),
            ],
            Of(With(300, 6_575))
        );
        Assert.Equal(
            "£7,000.00 was spent on Mentors, £1,125.00 more than its budget: accepting this return approves it.",
            Assert.Single(Of(With(1_000, 7_000))).Sentence
        );
    }

    [Fact]
    public void Flags_name_a_line_far_below_its_budget_at_the_end_only()
    {
        var under = Of(With(1_000, 2_846.25m));
        Assert.Equal(
            new ReturnFlag("under.1", "£2,846.25 was spent on Mentors, £3,028.75 less than its budget of £5,875.00.", null),
            Assert.Single(under)
        );
        Assert.Empty(Of(With(1_000, 5_187.50m)));
        Assert.Empty(Of(With(1_000, 2_846.25m) with { Kind = ReturnKind.Interim }));
    }

    [Fact]
    public void Flags_name_what_was_changed_by_more_than_half_or_the_tolerance_when_it_was_sent_again()
    {
        Assert.Empty(Of(Plain with { Then = new(Plain.Spent, [Money.FromPounds(1_000), Money.FromPounds(5_875)], [], 60, 41) }));
        var again = Of(
            Plain with
            {
                Spent = new Money(75_625),
                Lines = [Plain.Lines[0] with { Spent = Money.FromPounds(400) }, Plain.Lines[1] with { Spent = new Money(35_625) }],
                Kind = ReturnKind.Interim,
                PeopleNew = 30,
                PeopleRepeat = 3,
                Promises = [new("Fewer calls", "40 a month", "15", "40", "12 a month", null)],
                Then = new(Money.FromPounds(75_625), [Money.FromPounds(1_000), null], ["31 a month"], 3, 4),
            }
        );
        Assert.Equal(
            [
                new("again", "Sent again with £756.25 spent in all. Before it was £75,625.00.", null),
                new("again-line.0", "Insurance: sent again with £400.00. Before it was £1,000.00.", null),
                new("again-outcome.0", "“Fewer calls”: sent again with 12 a month. Before it was 31 a month.", null),
                new ReturnFlag("again-people", "Sent again with 30 people. Before it was 3.", null),
            ],
            again
        );
        // Within half of it, and beyond the tolerance.
        var sum = Plain with
        {
            Then = new(Money.FromPounds(6_000), [], [], null, null),
        };
        Assert.Equal("again", Assert.Single(Of(sum)).Name);
        Assert.Empty(Of(sum with { Spent = Money.FromPounds(6_687.50m) }));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("ok, fine 1")]
    [InlineData("1234567890 ...")]
    [InlineData(null)]
    public void Flags_are_not_waved_through_without_words(string? said)
    {
        Assert.Equal(
            "This return has 2 flags. Say what you found when you looked at them, in at least 10 letters",
            ReturnFlags.WhyNotLookedAt(2, said)!.Sentence
        );
        Assert.Null(ReturnFlags.WhyNotLookedAt(0, said));
        Assert.Null(ReturnFlags.WhyNotLookedAt(1, "They mean pence"));
    }

    [Fact]
    public void Flags_name_a_line_below_its_accepted_claims_and_receipts_that_cannot_be()
    {
        Assert.Equal(
            new ReturnFlag("claim.0", "Insurance: we accepted claims of £1,000.01, and the return says that £1,000.00 was spent.", null),
            Assert.Single(Of(Plain with { Lines = [Plain.Lines[0] with { Claimed = new Money(100_001) }, Plain.Lines[1]] }))
        );
        ReturnFigures Paid(params (DateOnly On, decimal Pounds)[] receipts) =>
            Plain with
            {
                Receipts = receipts.Select(one => new ReturnFigures.Paid("Rope Ltd", one.On, Money.FromPounds(one.Pounds))).ToList(),
            };
        Assert.Equal(
            "The receipt from Rope Ltd for £12.30 is of 1 December 2026, after the day of sending.",
            Assert.Single(Of(Paid((Today.AddDays(1), 12.30m)))).Sentence
        );
        Assert.Empty(Of(Paid((Today, 50), (Today, 70))));
        Assert.Equal("round", Assert.Single(Of(Paid((Today, 50), (Today, 70), (Today, 100)))).Name);
        Assert.Empty(Of(Paid((Today, 50), (Today, 70), (Today, 99.99m))));
    }
}
