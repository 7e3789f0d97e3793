namespace Commissioning.Domain.Tests;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("X")]
    [InlineData("Nuala O'Neill")]
    [InlineData("محمد")]
    [InlineData("St. Mark's P.C.C.")]
    [InlineData("Friends of A.N. Other")]
    public void A_name_of_any_script_and_length_is_taken(string name) => Assert.Null(NameRules.WhyNotAName(name, "your name", 200, "name"));

    [Theory]
    [InlineData(null, "Enter your name")]
    [InlineData(" ", "Enter your name")]
    [InlineData("Your grant\nis approved", "Enter your name on one line")]
    [InlineData("Your grant\u2028is approved", "Enter your name on one line")]
    [InlineData("a\u0000b", "Enter your name on one line")]
    [InlineData("https://evil.example/bank", "Enter your name without the address of a website")]
    [InlineData("see WWW.evil", "Enter your name without the address of a website")]
    [InlineData("evil.co.uk/pay", "Enter your name without the address of a website")]
    public void A_name_that_would_write_an_email_is_refused(string? name, string sentence)
    {
        var refusal = NameRules.WhyNotAName(name, "your name", 200, "name")!;
        Assert.Equal((sentence, "name"), (refusal.Sentence, refusal.Field));
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused_with_its_length() =>
        Assert.Equal(
            "Shorten this from 201 to 200 characters or fewer",
            NameRules.WhyNotAName(new string('x', 201), "your name", 200, "name")!.Sentence
        );
}
