using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class ExtractRulesTests
{
    private static readonly DateOnly Day = new(2026, 11, 1);

    [Fact]
    public void A_sanctions_list_with_a_line_set_aside_waits_for_two_people_and_a_register_does_not()
    {
        Assert.Null(ExtractRules.WhyDoubted(ExtractKind.Sanctions, 20_000, 20_000, 0));
        Assert.Null(ExtractRules.WhyDoubted(ExtractKind.Charity, 50_000, 50_000, 50));
        Assert.StartsWith(
            "1 line of the sanctions list cannot be read, so nobody on it would be found",
            ExtractRules.WhyDoubted(ExtractKind.Sanctions, 20_000, null, 1),
            StringComparison.Ordinal
        );
        var both = ExtractRules.WhyDoubted(ExtractKind.Sanctions, 10_000, 20_000, 2)!;
        Assert.StartsWith("2 lines of the sanctions list cannot be read, so nobody on them", both, StringComparison.Ordinal);
        Assert.Contains("(50% fewer)", both, StringComparison.Ordinal);
    }

    [Fact]
    public void An_extract_that_lost_more_than_two_per_cent_of_its_entries_is_suspicious()
    {
        Assert.Equal(
            "It has 10 entries and the list in use has 50,000 (99.98% fewer). If this is right, say why; a second person must agree",
            ExtractRules.WhySuspicious(10, 50_000)
        );
        Assert.StartsWith("It has 1 entry and the list in use has 6 (83.33% fewer)", ExtractRules.WhySuspicious(1, 6));
        Assert.Contains("(2% fewer)", ExtractRules.WhySuspicious(97_999, 100_000));
        Assert.Null(ExtractRules.WhySuspicious(98_000, 100_000));
        Assert.Null(ExtractRules.WhySuspicious(60_000, 50_000));
        Assert.Null(ExtractRules.WhySuspicious(10, null));
        // Never "100% fewer" while there is one.
        Assert.Contains("(99.99% fewer)", ExtractRules.WhySuspicious(1, 5_000_000));
    }

    [Theory]
    [InlineData(0, 5, true)]
    [InlineData(1, 999, false)]
    [InlineData(1, 1_000, true)]
    [InlineData(2, 2_000, true)]
    [InlineData(3, 2_999, false)]
    public void One_bad_line_of_a_thousand_may_be_set_aside(int bad, int lines, bool may) =>
        Assert.Equal(may, ExtractRules.WhyTooManyBad(bad, lines) is null);

    [Fact]
    public void A_second_person_agrees_to_a_suspicious_extract()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal("Someone must first say why the file is right", ExtractRules.WhyCannotAgree(null, first)!.Sentence);
        Assert.Equal("You said why the file is right, so someone else must agree", ExtractRules.WhyCannotAgree(first, first)!.Sentence);
        Assert.Null(ExtractRules.WhyCannotAgree(first, second));
        Assert.NotNull(ExtractRules.WhyCannotInsist("ok", "reason"));
        Assert.Null(ExtractRules.WhyCannotInsist("The regulator removed its dormant charities in May", "reason"));
    }

    [Fact]
    public void The_sanctions_list_holds_payments_after_seven_days_and_when_there_is_none()
    {
        Assert.Null(ExtractRules.WhySanctionsListHolds(Day, Day.AddDays(7)));
        Assert.Equal(
            "The sanctions list is of 1 November 2026, and older than 7 days. Load today's list.",
            ExtractRules.WhySanctionsListHolds(Day, Day.AddDays(8))
        );
        Assert.StartsWith("There is no sanctions list in the portal", ExtractRules.WhySanctionsListHolds(null, Day));
        Assert.False(ExtractRules.AgeOf(ExtractKind.Charity, Day, Day.AddDays(40)).IsTooOld);
        Assert.Equal(
            "Charity register: the one in use is of 1 November 2026. It is 41 days old, and more than 40 is too old.",
            ExtractRules.AgeOf(ExtractKind.Charity, Day, Day.AddDays(41)).Sentence
        );
        Assert.Equal(
            (true, "Company register: none is loaded"),
            (ExtractRules.AgeOf(ExtractKind.Company, null, Day) is var none && none.IsTooOld, none.Sentence)
        );
    }

    [Fact]
    public void The_parts_of_a_register_are_one_set()
    {
        Assert.Equal(new ExtractRules.FilePart(2, 7), ExtractRules.PartOf("BasicCompanyData-2026-11-01-part2_7.zip"));
        Assert.Null(ExtractRules.PartOf("BasicCompanyDataAsOneFile-2026-11-01.zip"));
        Assert.Null(ExtractRules.PartOf("part8_7.zip"));
        Assert.Equal("Parts 2, 5 and 7 of 7 are missing", ExtractRules.WhyIncomplete([1, 3, 4, 6], 7));
        Assert.Equal("Part 7 of 7 is missing", ExtractRules.WhyIncomplete([1, 2, 3, 4, 5, 6], 7));
        Assert.Null(ExtractRules.WhyIncomplete([2, 1], 2));
        Assert.Null(ExtractRules.WhyNotOneSet(["a-part1_2.zip", "a-part2_2.zip"], "extract"));
        Assert.Equal("Part 1 is there twice", ExtractRules.WhyNotOneSet(["a-part1_2.zip", "b-part1_2.zip"], "extract")!.Sentence);
        Assert.Equal("The parts are of different sets", ExtractRules.WhyNotOneSet(["a-part1_2.zip", "b-part2_7.zip"], "extract")!.Sentence);
        Assert.StartsWith("Choose one file, or the parts", ExtractRules.WhyNotOneSet(["a.zip", "b-part2_7.zip"], "extract")!.Sentence);
    }

    [Fact]
    public void A_file_of_another_month_is_known_by_its_name()
    {
        Assert.Equal(
            "The name of the file, BasicCompanyData-2026-10-01-part1_7.zip, says 1 October 2026, and you typed 1 November 2026",
            ExtractRules.WhyOtherDay("BasicCompanyData-2026-10-01-part1_7.zip", Day)
        );
        Assert.Null(ExtractRules.WhyOtherDay("BasicCompanyDataAsOneFile-2026-11-01.zip", Day));
        Assert.Null(ExtractRules.WhyOtherDay("publicextract.charity.zip", Day));
    }
}
