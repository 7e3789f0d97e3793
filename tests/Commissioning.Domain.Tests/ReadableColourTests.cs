namespace Commissioning.Domain.Tests;

public sealed class ReadableColourTests
{
    [Theory]
    [InlineData("#123a56", null)]
    [InlineData("#000000", null)]
    [InlineData("#767676", null)] // the lightest grey that passes
    [InlineData("#777777", "White words on #777777 have a contrast of 4.5, and it must be 4.5 or more. Choose a darker colour")]
    [InlineData("#ffdd00", "White words on #ffdd00 have a contrast of 1.3, and it must be 4.5 or more. Choose a darker colour")]
    [InlineData("navy", "\"navy\" is not a colour such as #123a56")]
    [InlineData("#12 456", "\"#12 456\" is not a colour such as #123a56")]
    public void A_colour_is_taken_when_white_words_can_be_read_on_it(string colour, string? why) =>
        Assert.Equal(why, ReadableColour.WhyNot(colour));
}
