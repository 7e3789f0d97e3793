using Commissioning.Domain.Audit;

namespace Commissioning.Domain.Tests.Audit;

public sealed class ChangesTests
{
    [Fact]
    public void Changes_say_before_and_after_of_each_field_that_changed_and_nothing_of_the_others()
    {
        var changes = new Changes()
            .Add("Name", "Round 1", "Round 1 ")
            .Add("Pot", Money.FromPounds(10_000), Money.FromPounds(12_000))
            .Add("Days to accept", 28, 14)
            .Add("Margin", 0.50m, 0.5m)
            .Add("Hides who applies", false, true)
            .Add("Decision expected", new DateOnly(2025, 1, 6), new DateOnly(2025, 2, 7))
            .Add("Opens", new DateTime(2025, 7, 1, 11, 0, 0, DateTimeKind.Utc), new DateTime(2025, 7, 1, 8, 0, 0, DateTimeKind.Utc))
            .Add("Priorities", ["Safer streets"], ["Safer streets", "Victims"]);
        Assert.Equal(
            "Pot: £10,000.00 -> £12,000.00; Days to accept: 28 -> 14; Hides who applies: no -> yes; "
                + "Decision expected: 6 January 2025 -> 7 February 2025; Opens: midday on 1 July 2025 -> 9am on 1 July 2025; "
                + "Priorities: Safer streets -> Safer streets, Victims",
            changes.ToString()
        );
    }

    [Fact]
    public void Changes_call_an_empty_value_none() =>
        Assert.Equal(
            "Hint: none -> As in your bank statement; Limit: £500.00 -> none",
            new Changes().Add("Hint", "", "As in your bank statement").Add("Limit", Money.FromPounds(500), (Money?)null).ToString()
        );

    [Fact]
    public void Changes_of_a_new_record_give_each_filled_field_once() =>
        Assert.Equal(
            "Name: Hill Youth Club; Town: Leicester",
            new Changes(isNew: true).Add("Name", null, "Hill Youth Club").Add("Phone", null, " ").Add("Town", null, "Leicester").ToString()
        );

    [Fact]
    public void Changes_say_when_there_are_none()
    {
        var changes = new Changes().Add("Name", "A", "A");
        Assert.False(changes.Any);
        Assert.Equal("Nothing changed", changes.ToString());
    }

    [Fact]
    public void Fractions_are_decimals_and_a_difference_too_small_to_show_is_still_a_change()
    {
        Assert.Equal(
            "Threshold: 65 -> 68.4",
            new Changes().Add("Threshold", (Fraction?)new Fraction(65, 1), (Fraction?)new Fraction(342, 5)).ToString()
        );
        Assert.Equal(
            "Threshold: 64.95 -> 64.95 (changed by less than 0.01)",
            new Changes().Add("Threshold", (Fraction?)new Fraction(6495, 100), (Fraction?)new Fraction(64951, 1000)).ToString()
        );
    }

    [Fact]
    public void Entries_of_a_list_are_added_changed_removed_and_reordered_by_name() =>
        Assert.Equal(
            "Criterion Need: weight 50 -> weight 40; Criterion Value added: weight 10; Criterion Reach removed: weight 20; "
                + "New order: Plan, Need, Value",
            new Changes()
                .AddEach(
                    "Criterion",
                    [("Need", "weight 50"), ("Plan", "weight 30"), ("Reach", "weight 20")],
                    [("Plan", "weight 30"), ("Need", "weight 40"), ("Value", "weight 10")]
                )
                .ToString()
        );

    [Fact]
    public void A_long_value_is_cut_with_a_sentence_that_says_so()
    {
        var text = new Changes().Add("Body", "Short", new string('a', 5_000)).ToString();
        Assert.EndsWith("[Cut here: the whole text has 5,000 characters.]", text, StringComparison.Ordinal);
        Assert.True(text.Length < Changes.LongestValue + 100);
    }
}
