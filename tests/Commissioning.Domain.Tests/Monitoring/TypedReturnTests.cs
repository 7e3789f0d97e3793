using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class TypedReturnTests
{
    [Theory]
    [InlineData("1,0000", "Enter what you have spent in all in figures, such as 450 or 450.50")]
    [InlineData("about 40", "Enter what you have spent in all in figures, such as 450 or 450.50")]
    [InlineData(
        "-5",
        "Enter what you have spent in all, such as 450. It cannot be less than 0. If money came back to you, enter the lower sum that is left."
    )]
    public void A_sum_that_cannot_be_read_says_so(string typed, string sentence)
    {
        var refusal = Assert.Single(new TypedReturn { Spent = typed }.WhyUnread());
        Assert.Equal(("Spent", sentence), (refusal.Field, refusal.Sentence));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named()
    {
        var refusal = Assert.Single(
            new TypedReturn { Lines = [new(Guid.NewGuid(), "Hall", "12", null), new(Guid.NewGuid(), "Tea", "-5", null)] }.WhyUnread()
        );
        Assert.Equal("Lines[1].Spent", refusal.Field);
        Assert.StartsWith("Enter what you have spent on Tea", refusal.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("about 40", "Enter a whole number of people, such as 35. Did you mean 40?")]
    [InlineData("1,0000", "Enter a whole number of people up to 1,000,000, such as 35")]
    [InlineData("-5", "Enter a whole number of people up to 1,000,000, such as 35")]
    [InlineData("2000000", "Enter a whole number of people, such as 35. Did you mean 2000000?")]
    public void A_number_of_people_that_cannot_be_read_says_so(string typed, string sentence) =>
        Assert.Equal(sentence, Assert.Single(new TypedReturn { PeopleNew = typed }.WhyUnread()).Sentence);

    [Fact]
    public void What_can_be_read_and_what_is_blank_is_no_fault() =>
        Assert.Empty(
            new TypedReturn
            {
                Spent = "£1,000.50",
                PeopleNew = "1,200",
                PeopleRepeat = " ",
                People =
                [
                    ["3", null],
                ],
            }.WhyUnread()
        );

    [Fact]
    public void A_page_is_kept_as_typed_and_read_again()
    {
        var typed = new TypedReturn
        {
            Spent = "1,0000",
            People =
            [
                ["x", null],
            ],
        };
        var again = TypedReturn.FromJson(typed.ToJson());
        Assert.Equal((typed.Spent, "x"), (again.Spent, again.People[0][0]));
    }
}
