namespace Commissioning.Domain.Tests;

public sealed class PostcodeRulesTests
{
    [Theory]
    [InlineData("LE1 1AA", null)]
    [InlineData("le192bx", null)]
    [InlineData("EC1A 1BB", null)]
    [InlineData("LE11 OGA", "LE11 OGA is not a postcode. Did you mean LE11 0GA?")]
    [InlineData("LEI 1AA", "LEI 1AA is not a postcode. Did you mean LE1 1AA?")]
    [InlineData("LE11 1GO", "LE11 1GO is not a postcode that exists. Check its last two letters, GO.")]
    [InlineData("LE11", "Enter a full postcode, such as LE1 1AA")]
    [InlineData("", "Enter a full postcode, such as LE1 1AA")]
    public void A_postcode_with_a_letter_for_a_digit_is_refused_with_the_one_that_was_meant(string typed, string? sentence) =>
        Assert.Equal(sentence, PostcodeRules.WhyNot(typed));
}
