using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("1,500", 1500.0)]
    [InlineData("1 234 567", 1234567.0)]
    [InlineData("£2,500.50", 2500.5)]
    [InlineData("-12", -12.0)]
    [InlineData("1,5", null)]
    [InlineData("12,34", null)]
    [InlineData("1,23,456", null)]
    [InlineData("1e3", null)]
    public void A_typed_number_has_commas_only_before_groups_of_three(string typed, double? number) =>
        Assert.Equal((decimal?)number, FormRules.Number(typed));

    [Theory]
    [InlineData("40", 40)]
    [InlineData("about 40", 40)]
    [InlineData("c. 1,200", 1200)]
    [InlineData("~40", 40)]
    [InlineData("40-50", 45)]
    [InlineData("40 – 51", 45)]
    [InlineData("around 40 to 50", 45)]
    [InlineData("50-40", null)]
    [InlineData("40ish", null)]
    [InlineData("a few", null)]
    [InlineData("", null)]
    [InlineData("1,5", null)]
    public void A_rough_number_is_read_as_the_number_that_is_meant(string typed, int? number) =>
        Assert.Equal(number, (int?)TypedNumber.About(typed));
}
