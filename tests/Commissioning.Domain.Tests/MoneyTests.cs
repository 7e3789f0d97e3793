namespace Commissioning.Domain.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("£10,000", 1_000_000)]
    [InlineData("10000.00", 1_000_000)]
    [InlineData(" 1,234.5 ", 123_450)]
    [InlineData("0", 0)]
    [InlineData("999999999.99", 99_999_999_999)]
    public void Amounts_are_read_as_people_type_them(string typed, long pence) => Assert.Equal(new Money(pence), Money.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ten")]
    [InlineData("-5")]
    [InlineData("1.005")]
    [InlineData("1e3")]
    [InlineData("1000000000")]
    public void What_is_not_an_amount_is_not_guessed(string? typed) => Assert.Null(Money.Parse(typed));

    [Theory]
    [InlineData(19_399_311, "£193,993.11")]
    [InlineData(5, "£0.05")]
    [InlineData(-1250, "-£12.50")]
    [InlineData(0, "£0.00")]
    public void Amounts_are_shown_to_the_penny(long pence, string shown) => Assert.Equal(shown, new Money(pence).ToString());

    [RepeatableProperty(500)]
    public Property Amounts_in_a_box_are_read_back_the_same_and_their_sum_does_not_depend_on_order() =>
        Prop.ForAll(
            Any.List(Any.Number(0, 999_999_999).Zip(Any.Number(0, 99)), 1, 11),
            ((int Pounds, int Pence)[] typed) =>
            {
                var amounts = typed.Select(one => new Money(one.Pounds * 100L + one.Pence)).ToList();
                foreach (var amount in amounts)
                {
                    Assert.Equal(amount, Money.Parse(amount.ToInput()));
                    Assert.Equal(amount, Money.Parse(amount.ToString()));
                }
                Assert.Equal(amounts.Sum(), amounts.OrderByDescending(amount => amount).Sum());
                Assert.Equal(amounts.Sum().Pence, amounts.Sum(amount => amount.Pence));
            }
        );

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error_and_never_wraps() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
