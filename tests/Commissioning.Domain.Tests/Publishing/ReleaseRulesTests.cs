using Commissioning.Domain.Publishing;
using Commissioning.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class ReleaseRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly DateOnly October = new(2026, 10, 1);
    private static readonly Guid Gwen = Guid.NewGuid();

    [Fact]
    public void Grant_belongs_to_the_month_of_the_UK_in_which_it_was_accepted()
    {
        Assert.Equal(new(2026, 4, 1), ReleaseRules.MonthOf(new(2026, 3, 31, 23, 30, 0, DateTimeKind.Utc)));
        Assert.Equal(new(2026, 10, 1), ReleaseRules.MonthOf(new(2026, 10, 31, 23, 30, 0, DateTimeKind.Utc)));
        Assert.Equal(
            (new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 31, 23, 0, 0, DateTimeKind.Utc)),
            ReleaseRules.Span(new(2026, 3, 1))
        );
    }

    [Theory]
    [InlineData("2026-10", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("../secret", false)]
    [InlineData("", false)]
    public void Month_of_an_address_is_a_month_or_nothing(string text, bool isMonth) =>
        Assert.Equal(isMonth, ReleaseRules.Parse(text) is not null);

    [Fact]
    public void Month_has_a_file_once_it_is_over()
    {
        Assert.Null(ReleaseRules.WhyNoFile(October, Today));
        Assert.Equal(
            "November 2026 is not over. Its file can be prepared from 1 December 2026.",
            ReleaseRules.WhyNoFile(new(2026, 11, 1), Today)!.Sentence
        );
        Assert.Equal("December 2026 has not begun, so it has no file yet", ReleaseRules.WhyNoFile(new(2026, 12, 1), Today)!.Sentence);
        Assert.Null(ReleaseRules.WhyNoFile(new(2026, 11, 1), new(2026, 12, 1)));
        Assert.Equal(new(2026, 11, 14), ReleaseRules.DueOn(October, 14));
    }

    [Fact]
    public void Correction_needs_a_change_and_a_reason_that_the_public_can_read()
    {
        Assert.Null(ReleaseRules.WhyCannotPrepare(October, Today, false, false, null));
        Assert.StartsWith("Nothing has changed", Why("A reason", isSame: true), StringComparison.Ordinal);
        Assert.StartsWith("Say why you correct the file", Why(" "), StringComparison.Ordinal);
        Assert.StartsWith("Shorten this", Why(new('a', 301)), StringComparison.Ordinal);
        Assert.NotNull(Why("Ring 07700 900123"));
        Assert.NotNull(Why("<b>Wrong</b>"));
        Assert.Null(Why("One amount was wrong."));

        static string? Why(string reason, bool isSame = false) =>
            ReleaseRules.WhyCannotPrepare(October, Today, true, isSame, reason)?.Sentence;
    }

    [Fact]
    public void Month_above_the_limit_is_released_by_someone_else_than_who_prepared_it()
    {
        var limit = Money.FromPounds(50_000);
        Assert.Null(ReleaseRules.WhyCannotRelease(Gwen, Gwen, limit, limit, true));
        Assert.Contains(
            "Another publisher releases it",
            ReleaseRules.WhyCannotRelease(Gwen, Gwen, limit + new Money(1), limit, true)!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(ReleaseRules.WhyCannotRelease(Gwen, Guid.NewGuid(), limit + new Money(1), limit, true));
        Assert.StartsWith(
            "Something changed",
            ReleaseRules.WhyCannotRelease(Gwen, Gwen, limit, limit, false)!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal("Prepare the file first", ReleaseRules.WhyCannotRelease(null, Gwen, limit, limit, false)!.Sentence);
    }

    [Fact]
    public void Missing_reason_and_unpublished_keep_a_grant_out_and_the_rest_warns()
    {
        Assert.Empty(ReleaseRules.Missing(true, "A reason", 20, true, true, "Leicester"));
        Assert.Empty(ReleaseRules.Missing(true, "A reason", 200, false, false, "Leicester"));
        Assert.Equal(
            [
                ("Nobody has decided what the public reads", true),
                ("Why it reduces crime is not said", true),
                ("Its title has 141 characters, of which 140 may stay", false),
                ("No register number is known", false),
                ("No area is known", false),
            ],
            ReleaseRules.Missing(false, " ", 141, true, false, null)
        );
    }

    [Fact]
    public void Differences_name_what_was_added_taken_out_and_changed_cell_by_cell()
    {
        ReleaseLine Line(string reference, string cell, Guid? award = null) =>
            new(award ?? Guid.NewGuid(), reference, Money.FromPounds(10), new([reference, cell]));
        var (kept, gone, changed) = (Line("A", "x"), Line("B", "x"), Line("C", "x"));
        var differences = ReleaseRules.Differences(
            [kept, gone, changed],
            [kept, Line("C", "y", changed.Award), Line("D", "x")],
            ["Reference", "Purpose"]
        );
        Assert.Equal(
            [("B", ReleaseChange.Gone), ("C", ReleaseChange.Changed), ("D", ReleaseChange.Added)],
            differences.Select(one => (one.Line.Reference, one.Change))
        );
        Assert.Equal([new ReleaseDifference.Cell("Purpose", "x", "y")], differences[1].Cells);
    }

    /// <summary>Any awards: accepted or not, in any month, published or not, given back, ended, in a file with the same amount, another one
    /// or none. Each number stands for one award.</summary>
    [RepeatableProperty(500)]
    public Property Files_and_what_is_not_released_add_up_to_the_awards() =>
        Prop.ForAll(
            Any.List(Any.Number(0, int.MaxValue - 1), 0, 40),
            numbers =>
            {
                var awards = numbers.Select(Award).ToList();
                var sums = ReleaseSums.Of(awards, Today);
                Assert.Equal(awards.Sum(one => one.Amount), sums.Sum(sum => sum.Amount));
                Assert.Equal(awards.Count, sums.Where(sum => sum.Where != ReleaseSums.Changed).Sum(sum => sum.Grants));
                Assert.Equal(
                    awards.Sum(one => one.InFiles ?? Money.Zero),
                    sums.Where(sum => sum.Where == ReleaseSums.InFiles).Sum(sum => sum.Amount)
                );
            }
        );

    private static ReleaseSums.Award Award(int number)
    {
        var (flags, amount) = (number % 64, new Money(number / 64 % 1_000_000));
        return new(
            amount,
            (flags & 1) == 0 ? null : new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(number % 500),
            (flags & 2) == 0,
            (flags & 4) == 0,
            (flags & 8) == 0,
            (flags & 48) switch
            {
                0 => null,
                16 => new Money(number % 777_777),
                _ => amount,
            }
        );
    }
}
