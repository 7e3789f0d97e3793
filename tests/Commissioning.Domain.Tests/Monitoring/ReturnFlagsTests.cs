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
            [new ReturnFlag("moved.1", "£700.00 moved to Mentors from Insurance: accepting this return approves it.", null)],
            Of(With(300, 6_575))
        );
        Assert.Equal(
            "£7,000.00 was spent on Mentors, £1,125.00 more than its budget: accepting this return approves it.",
            Assert.Single(Of(With(1_000, 7_000))).Sentence
        );
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
