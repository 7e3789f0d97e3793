namespace Commissioning.Domain.Tests;

public sealed class FractionTests
{
    [Fact]
    public void A_fraction_just_below_a_threshold_is_below_it_and_is_not_rounded_up_to_it()
    {
        var nearly = new Fraction(6495, 100);
        Assert.True(nearly < 65);
        Assert.Equal("64.9%", nearly.ToPercent());
        Assert.Equal("64.9%", (new Fraction(65, 1) - new Fraction(1, 1_000_000)).ToPercent());
        Assert.True(new Fraction(195, 3) >= 65);
    }

    [Theory]
    [InlineData(14, 3, "4.67")]
    [InlineData(1, 8, "0.13")]
    [InlineData(-1, 8, "-0.13")]
    [InlineData(1, 3, "0.33")]
    [InlineData(2999, 1000, "3.00")]
    [InlineData(4, 1, "4.00")]
    public void A_mean_that_is_only_read_is_rounded_half_up(int numerator, int denominator, string shown) =>
        Assert.Equal(shown, new Fraction(numerator, denominator).ToRounded(2));

    private static Arbitrary<Fraction> From(int least) =>
        Any.Number(least, 500)
            .Zip(Any.Number(1, 60))
            .Convert(x => new Fraction(x.Item1, x.Item2), x => ((int)x.Numerator, (int)x.Denominator));

    [RepeatableProperty(500)]
    public Property Fraction_arithmetic_is_exact() =>
        Prop.ForAll(
            From(-500),
            From(-500),
            From(1),
            (a, b, c) =>
            {
                Assert.Equal(a + b, b + a);
                Assert.Equal((a + b) * c, a * c + b * c);
                Assert.Equal(a, a / c * c);
                Assert.Equal(a, a + b - b);
                Assert.Equal(a < b, b > a);
            }
        );

    [Theory]
    [InlineData("3.5", 7, 2)]
    [InlineData("66.67", 6667, 100)]
    [InlineData("65%", 65, 1)]
    public void A_fraction_keeps_the_number_that_was_typed(string typed, int numerator, int denominator) =>
        Assert.Equal(new Fraction(numerator, denominator), Fraction.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("0.0000000000000000001")]
    public void Text_that_is_not_a_number_is_not_read_as_a_fraction(string typed) => Assert.Null(Fraction.Parse(typed));

    [Fact]
    public void The_mean_of_no_fractions_is_null() => Assert.Null(Fraction.Mean([]));
}
