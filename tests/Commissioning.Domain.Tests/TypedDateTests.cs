namespace Commissioning.Domain.Tests;

public sealed class TypedDateTests
{
    [Theory]
    [InlineData("1", "6", "2027", "2027-06-01")]
    [InlineData(" 1 ", "june", "2027", "2027-06-01")]
    [InlineData("30", "Sept", "2027", "2027-09-30")]
    [InlineData("30", "Sep.", "2027", "2027-09-30")]
    [InlineData("29", "2", "2028", "2028-02-29")]
    public void A_month_may_be_a_number_or_the_beginning_of_its_name(string day, string month, string year, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), new TypedDate(day, month, year).ToDate());

    [Theory]
    [InlineData("31", "9", "2027", "The start date must be a real date: September 2027 has 30 days")]
    [InlineData("29", "2", "2027", "The start date must be a real date: February 2027 has 28 days")]
    [InlineData("1", "may", "27", "The start date must be a real date, with all four digits of the year. Did you mean 1 May 2027?")]
    [InlineData("31", "9", "27", "The start date must be a real date, such as 27 3 2026")]
    [InlineData("1", "ma", "2027", "The start date must be a real date, such as 27 3 2026")]
    [InlineData("1", "13", "2027", "The start date must be a real date, such as 27 3 2026")]
    [InlineData("0", "1", "2027", "The start date must be a real date, such as 27 3 2026")]
    [InlineData("1", "1", "0000", "The start date must be a real date, such as 27 3 2026")]
    [InlineData("", "6", "2027", "The start date must include a day")]
    [InlineData("", "", "2027", "The start date must include a day and a month")]
    [InlineData("", "", "", "Enter the start date")]
    public void A_date_that_cannot_be_read_is_refused_with_how_to_put_it_right(string day, string month, string year, string sentence)
    {
        var typed = new TypedDate(day, month, year);
        Assert.Null(typed.ToDate());
        Assert.Equal(sentence, typed.WhyNotADate("the start date"));
    }

    [Fact]
    public void A_month_is_enough_where_that_is_said_and_means_its_first_or_last_day()
    {
        var typed = new TypedDate(null, "Feb", "2028");
        Assert.Equal((new(2028, 2, 1), new(2028, 2, 29)), (typed.ToFirstDay()!.Value, typed.ToLastDay()!.Value));
        Assert.Null(typed.WhyNotADate("the end date", monthIsEnough: true));
        Assert.NotNull(typed.WhyNotADate("the end date"));
        Assert.Equal("The end date must include a year", new TypedDate(null, "2", null).WhyNotADate("the end date", monthIsEnough: true));
        Assert.Equal(
            "The end date must be a real date, with all four digits of the year. Did you mean February 2028?",
            new TypedDate(null, "Feb", "28").WhyNotADate("the end date", monthIsEnough: true)
        );
        Assert.Equal(
            "The end date must be a real date, such as 27 3 2027 or March 2027",
            new TypedDate(null, "summer", "2027").WhyNotADate("the end date", monthIsEnough: true)
        );
    }
}
