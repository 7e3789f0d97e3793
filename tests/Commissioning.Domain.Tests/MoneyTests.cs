namespace Commissioning.Domain.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("£10,000", 1_000_000)]
    [InlineData("10000.00", 1_000_000)]
    [InlineData(" 1,234.5 ", 123_450)]
    [InlineData("0", 0)]
    [InlineData("999999999.99", 99_999_999_999)]
    public void Money_is_read_in_the_forms_people_type(string typed, long pence) => Assert.Equal(new Money(pence), Money.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ten")]
    [InlineData("-5")]
    [InlineData("1.005")]
    [InlineData("1e3")]
    [InlineData("1000000000")]
    public void Text_that_is_not_an_amount_is_not_read_as_money(string? typed) => Assert.Null(Money.Parse(typed));

    [Theory]
    [InlineData(19_399_311, "£193,993.11")]
    [InlineData(5, "£0.05")]
    [InlineData(-1250, "-£12.50")]
    [InlineData(0, "£0.00")]
    public void Money_is_shown_to_the_penny(long pence, string shown) => Assert.Equal(shown, new Money(pence).ToString());

    [RepeatableProperty(500)]
    public Property Money_reads_back_from_a_text_box_unchanged_and_sums_in_any_order() =>
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
    public void Money_that_overflows_throws_and_never_wraps() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
