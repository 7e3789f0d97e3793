using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Tests.Calendar;

public sealed class FinancialYearTests
{
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
}
