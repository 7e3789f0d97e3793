using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("£10,000", 1_000_000)]
    [InlineData("10000.00", 1_000_000)]
    [InlineData(" 1,234.5 ", 123_450)]
    [InlineData("0", 0)]
    [InlineData("999999999.99", 99_999_999_999)]
    [InlineData("1,234", 123_400)]
    [InlineData("12,345.50", 1_234_550)]
    [InlineData("£1,234,567", 123_456_700)]
    [InlineData("£ 1 234 567.8", 123_456_780)]
    [InlineData("\u00a0£6\u00a0300.00\u00a0", 630_000)]
    [InlineData("6\u202f300", 630_000)]
    [InlineData(".5", 50)]
    [InlineData("7.", 700)]
    [InlineData("007", 700)]
    [InlineData("10k", 1_000_000)]
    [InlineData("£2.4K", 240_000)]
    [InlineData("10 k", 1_000_000)]
    [InlineData("0.12345k", 12_345)]
    public void Money_is_read_in_the_forms_people_type(string typed, long pence) => Assert.Equal(new Money(pence), Money.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ten")]
    [InlineData("-5")]
    [InlineData("1.005")]
    [InlineData("1e3")]
    [InlineData("k")]
    [InlineData("1.234567k")]
    [InlineData("1,000k")]
    [InlineData("10kg")]
    [InlineData("ten thousand pounds")]
    [InlineData("1000000000")]
    [InlineData("999,999,999,999,999,999,999,999,999,999,999")]
    [InlineData("1,23")]
    [InlineData("6300,00")]
    [InlineData("6300,000")]
    [InlineData("0,123")]
    [InlineData("12,34,567")]
    [InlineData(",123")]
    [InlineData("123,")]
    [InlineData("1,,234")]
    [InlineData("1,234,5")]
    [InlineData("1,234.5,6")]
    [InlineData("1.23,456")]
    [InlineData("1.234,50")]
    [InlineData("1.234")]
    [InlineData("1.500")]
    [InlineData("1 23")]
    [InlineData("1  234")]
    [InlineData("1,234 567")]
    [InlineData("12 .50")]
    [InlineData(".")]
    [InlineData("£")]
    [InlineData("٣")]
    [InlineData("１２")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x1F")]
    [InlineData("(12.50)")]
    [InlineData("+5")]
    [InlineData("5-")]
    [InlineData("£-5")]
    [InlineData("-£5")]
    [InlineData("5£")]
    [InlineData("5\0")]
    [InlineData("5\n6")]
    public void Text_that_is_not_an_amount_is_not_read_as_money(string? typed) => Assert.Null(Money.Parse(typed));

    [Theory]
    [InlineData("6300,00", 630_000)]
    [InlineData("1,23", 123)]
    [InlineData("£ 1,2 ", 120)]
    [InlineData("0,50", 50)]
    [InlineData("1.234,50", 123_450)]
    [InlineData("1 234,50", 123_450)]
    [InlineData("1.234.567", 123_456_700)]
    [InlineData("12,34,567", 123_456_700)]
    [InlineData("12,34,567.50", 123_456_750)]
    [InlineData("999999999,99", 99_999_999_999)]
    public void An_amount_that_cannot_be_read_but_is_clear_is_suggested(string typed, long pence)
    {
        Assert.Equal(new Money(pence), Money.Meant(typed));
        Assert.Equal($"Enter an amount. Did you mean {new Money(pence)}?", Money.WhyNot(typed, "Enter an amount"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ten")]
    [InlineData("1,234.50")] // It can be read.
    [InlineData("6300,000")] // A comma too late, or three digits of pence?
    [InlineData("1.234")] // £1,234 or £1.23?
    [InlineData("1 23")]
    [InlineData("1 23,5")]
    [InlineData("1,234,5")]
    [InlineData("1,234,50")]
    [InlineData("1.234.50")]
    [InlineData(",50")]
    [InlineData("0,123")]
    [InlineData("-1,23")]
    [InlineData("(1,23)")]
    [InlineData("1e3")]
    [InlineData("٣,٣")]
    [InlineData("1000000000,00")]
    public void Nothing_is_suggested_for_text_that_could_mean_several_amounts_or_none(string? typed)
    {
        Assert.Null(Money.Meant(typed));
        Assert.Equal("Enter an amount", Money.WhyNot(typed, "Enter an amount"));
    }

    [Fact]
    public void A_suggestion_follows_a_sentence_that_ends_with_its_own_full_stop() =>
        Assert.Equal("Enter an amount. Did you mean £1.23?", Money.WhyNot("1,23", "Enter an amount."));

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
                    Assert.Equal(amount, Money.Parse(amount.ToShortString()));
                    Assert.Equal(-amount, SpreadsheetMoney.Parse((-amount).ToString()));
                    // The same amount as typed in much of Europe is suggested, never read as another.
                    Assert.Equal(amount, Money.Meant(amount.ToInput().Replace('.', ',')));
                }
                Assert.Equal(amounts.Sum(), amounts.OrderByDescending(amount => amount).Sum());
                Assert.Equal(amounts.Sum().Pence, amounts.Sum(amount => amount.Pence));
            }
        );

    [Fact]
    public void Money_that_overflows_throws_and_never_wraps() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
