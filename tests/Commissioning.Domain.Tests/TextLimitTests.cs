namespace Commissioning.Domain.Tests;

public sealed class TextLimitTests
{
    [Fact]
    public void A_text_limit_ignores_the_spaces_around_the_text()
    {
        Assert.Null(TextLimit.WhyTooLong(null, 5, "Name"));
        Assert.Null(TextLimit.WhyTooLong("  12345  ", 5, "Name"));
        Assert.Equal(
            new Refusal("Shorten this from 1,006 to 1,000 characters or fewer", "Name"),
            TextLimit.WhyTooLong(new string('x', 1006), 1000, "Name")
        );
    }

    [Fact]
    public void Text_limits_name_each_text_that_is_too_long() =>
        Assert.Equal(
            ["B", "C"],
            TextLimit.WhyTooLong([("12", 2, "A"), ("123", 2, "B"), ("1234", 3, "C")]).Select(refusal => refusal.Field)
        );
}
