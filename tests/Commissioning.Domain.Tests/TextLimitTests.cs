namespace Commissioning.Domain.Tests;

public sealed class TextLimitTests
{
    [Fact]
    public void A_text_up_to_its_limit_is_kept_and_the_spaces_around_it_do_not_count()
    {
        Assert.Null(TextLimit.WhyTooLong(null, 5, "Name"));
        Assert.Null(TextLimit.WhyTooLong("  12345  ", 5, "Name"));
        Assert.Equal(
            new Refusal("Shorten this from 1,006 to 1,000 characters or fewer", "Name"),
            TextLimit.WhyTooLong(new string('x', 1006), 1000, "Name")
        );
    }

    [Fact]
    public void Of_many_texts_each_that_is_too_long_is_named() =>
        Assert.Equal(
            ["B", "C"],
            TextLimit.WhyTooLong([("12", 2, "A"), ("123", 2, "B"), ("1234", 3, "C")]).Select(refusal => refusal.Field)
        );

    [Theory]
    [InlineData("o'neill@example.com", true)]
    [InlineData("josé@example.com", false)]
    [InlineData("ann@exämple.com", false)]
    public void An_address_with_accents_would_lose_them_in_its_column(string typed, bool right) =>
        Assert.Equal(right, EmailAddress.Parse(typed) is not null);
}
