using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class LedgerTests
{
    [RepeatableProperty(500)]
    public Property Pro_rata_shares_add_up_exactly_and_are_within_a_penny_of_their_proportion() =>
        Prop.ForAll(
            Any.Number(0, 1_000_000_000),
            Any.List(Any.Number(0, 49), 1, 11),
            (pence, some) =>
            {
                int[] weights = [.. some, 1]; // Not all zero.
                var parts = ProRata.Share(new(pence), weights.Select(weight => (Fraction)weight).ToList());
                Assert.Equal(new Money(pence), parts.Sum(part => part.Part));
                for (var p = 0; p < weights.Length; p++)
                {
                    var due = new Fraction(pence, 1) * weights[p] / weights.Sum();
                    var gap = new Fraction(parts[p].Part.Pence, 1) - due;
                    Assert.True(gap > -1 && gap < 1);
                    // An odd penny is exactly what a share has above its due rounded down to whole pence.
                    Assert.Equal(parts[p].GotOddPenny, parts[p].Part.Pence > due.Numerator / due.Denominator);
                }
            }
        );

    [Theory]
    [InlineData("£6300.00", 630_000)]
    [InlineData("900", 90_000)]
    [InlineData("£1,234.5", 123_450)]
    [InlineData("Nil", 0)]
    [InlineData(" - ", 0)]
    [InlineData("(12.50)", -1250)]
    [InlineData("-12.50", -1250)]
    [InlineData("£ 6\u00a0300.00", 630_000)]
    public void Spreadsheet_amounts_are_read_in_the_forms_people_type(string cell, long pence) =>
        Assert.Equal(new Money(pence), SpreadsheetMoney.Parse(cell));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("tbc")]
    [InlineData("1.234,50")]
    [InlineData("£12.345")]
    public void A_spreadsheet_cell_that_is_blank_or_not_an_amount_is_not_read_as_zero(string cell) =>
        Assert.Null(SpreadsheetMoney.Parse(cell));

    [Theory]
    [InlineData("2024-25", 2024)]
    [InlineData("1999-00", 1999)]
    public void A_financial_year_is_read_and_written_as_2024_25_and_starts_on_1_April(string typed, int start)
    {
        Assert.Equal(new FinancialYear(start), FinancialYear.Parse(typed));
        Assert.Null(FinancialYear.Parse("2024-26"));
        Assert.Equal(new FinancialYear(2024), FinancialYear.Of(new(2025, 3, 31)));
        Assert.Equal(new FinancialYear(2025), FinancialYear.Of(new(2025, 4, 1)));
    }

    [Fact]
    public void A_ledger_transaction_sums_to_zero_over_different_accounts()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(LedgerRules.Balances([new(a, new(-5)), new(b, new(5))]));
        Assert.False(LedgerRules.Balances([new(a, new(-5)), new(b, new(4))]));
        Assert.False(LedgerRules.Balances([new(a, new(-5)), new(a, new(5))]));
        Assert.False(LedgerRules.Balances([new(a, Money.Zero), new(b, Money.Zero)]));
    }
}
