using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class RedactionTests
{
    private const string Text = "Jane Smith of 12 Example Street wrote. Then she rang.";

    [Fact]
    public void Words_are_replaced_by_the_section_and_what_is_kept_or_undecided_stays() =>
        Assert.Equal(
            "[s.40] of 12 Example Street wrote. Then she rang.",
            Redaction.Of(
                Text,
                [
                    Of("Jane Smith"),
                    Of("12 Example Street") with
                    {
                        State = PassageState.Kept,
                    },
                    Of("rang") with
                    {
                        State = PassageState.Proposed,
                    },
                ]
            )
        );

    [Fact]
    public void Overlapping_passages_become_one_mark_with_all_their_sections() =>
        Assert.Equal(
            "[s.40, s.43] wrote. Then she rang.",
            Redaction.Of(Text, [Of("Jane Smith of 12"), Of("12 Example Street") with { Section = FoiSection.CommercialInterests }])
        );

    [Fact]
    public void An_assessor_is_known_by_a_letter_and_not_when_more_than_the_name_is_out()
    {
        var name = Of("Jane Smith") with { Shown = "Assessor A" };
        Assert.StartsWith("Assessor A of", Redaction.Of(Text, [name]), StringComparison.Ordinal);
        Assert.StartsWith("[s.40] Example", Redaction.Of(Text, [name, Of("Jane Smith of 12")]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentence_around_a_passage_ends_where_the_sentence_does()
    {
        Assert.Equal(("", "Jane Smith", " of 12 Example Street wrote."), Redaction.Around(Text, Of("Jane Smith")));
        Assert.Equal(("Then ", "she", " rang."), Redaction.Around(Text, Of("she")));
    }

    [Theory]
    [InlineData(0, "Assessor A")]
    [InlineData(25, "Assessor Z")]
    [InlineData(26, "Assessor AA")]
    public void Assessors_have_letters(int place, string said) => Assert.Equal(said, FoiRules.Assessor(place));

    [Fact]
    public void A_second_person_approves_once_everything_is_decided()
    {
        Assert.Equal("You had a part in this copy, so a second person approves it", FoiRules.WhyNotApproved(false, 0, true)!.Sentence);
        Assert.StartsWith("1 passage waits for a decision", FoiRules.WhyNotApproved(false, 1, false)!.Sentence, StringComparison.Ordinal);
        Assert.Equal("This copy is approved already", FoiRules.WhyNotApproved(true, 0, false)!.Sentence);
        Assert.Null(FoiRules.WhyNotApproved(false, 0, false));
    }

    [Theory]
    [InlineData("Account 12345678 was seen", "Account [account number left out] was seen")]
    [InlineData("12-34-56 12345678.", "[account number left out].")]
    [InlineData("Company 01234567", "Company 01234567")]
    [InlineData("£12345678 and 1,234,567.00", "£12345678 and 1,234,567.00")]
    public void Account_numbers_in_texts_are_left_out_and_the_company_number_stays(string text, string said) =>
        Assert.Equal(said, AccountNumbers.HiddenIn(text, "01234567"));

    [Theory]
    [InlineData("DecidedBy", true)]
    [InlineData("ActorName", true)]
    [InlineData("Name", false)]
    [InlineData("Reason", false)]
    public void A_column_that_says_by_whom_holds_a_name(string column, bool isName) => Assert.Equal(isName, PersonalFields.IsName(column));

    private static Passage Of(string words) =>
        new()
        {
            TextNumber = 0,
            StartsAt = Text.IndexOf(words, StringComparison.Ordinal),
            CharCount = words.Length,
            Kind = PassageKind.Own,
            State = PassageState.Removed,
            Reason = "x",
        };
}
