using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class SpreadsheetMoneyTests
{
    [Theory]
    [InlineData("£6300.00", 630_000)]
    [InlineData("900", 90_000)]
    [InlineData("£1,234.5", 123_450)]
    [InlineData("Nil", 0)]
    [InlineData(" - ", 0)]
    [InlineData("(12.50)", -1250)]
    [InlineData("-12.50", -1250)]
    [InlineData("£ 6\u00a0300.00", 630_000)]
    [InlineData("£ -1 234.50", -123_450)]
    [InlineData("- £12.50", -1250)]
    [InlineData("( £1,234 )", -123_400)]
    public void Spreadsheet_amounts_are_read_in_the_forms_people_type(string cell, long pence) =>
        Assert.Equal(new Money(pence), SpreadsheetMoney.Parse(cell));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("tbc")]
    [InlineData("1.234,50")]
    [InlineData("£12.345")]
    [InlineData("6300,00")]
    [InlineData("-1,23")]
    [InlineData("(1,23)")]
    [InlineData("1 23")]
    [InlineData("£")]
    [InlineData("£--5")]
    public void A_spreadsheet_cell_that_is_blank_or_not_an_amount_is_not_read_as_zero(string cell) =>
        Assert.Null(SpreadsheetMoney.Parse(cell));
}
