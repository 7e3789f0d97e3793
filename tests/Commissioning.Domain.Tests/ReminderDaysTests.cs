namespace Commissioning.Domain.Tests;

public sealed class ReminderDaysTests
{
    [Theory]
    [InlineData("2, 7", true, "7, 2")]
    [InlineData("1;-7 , 0", false, "-7, 0, 1")]
    [InlineData("\u22125 10", false, "-5, 10")] // A minus sign as a word processor writes it.
    public void Days_are_read_as_people_type_them(string typed, bool onlyBefore, string read) =>
        Assert.Equal(read, ReminderDays.InWords(ReminderDays.Read(typed, onlyBefore, "Days").Days!));

    [Fact]
    public void Days_around_a_day_are_said_in_words()
    {
        Assert.Equal("7 days before, on the day, 14 and 28 days after", ReminderDays.AroundInWords([-7, 0, 14, 28]));
        Assert.Equal("1 day after", ReminderDays.AroundInWords([1]));
    }

    [Theory]
    [InlineData(null, true, "Enter at least one day")]
    [InlineData(" , ", true, "Enter at least one day")]
    [InlineData("0, 7", true, "These days are counted before the day, so each is 1 or more")]
    [InlineData("-7", true, "These days are counted before the day, so each is 1 or more")]
    [InlineData("seven", true, "seven is not a whole number of days. Enter days with commas between them, such as 7, 2")]
    [InlineData("2.5", false, "2.5 is not a whole number of days. Enter days with commas between them, such as -7, 0, 14")]
    [InlineData("400", true, "400 is too far away: use 120 days at most")]
    [InlineData("-400", false, "-400 is too far away: use 120 days at most")]
    [InlineData("0, 400", false, "400 is too far away: use 120 days at most")]
    [InlineData("7, 2, 7", true, "7 is there twice")]
    [InlineData("9999999999", true, "9999999999 is not a whole number of days. Enter days with commas between them, such as 7, 2")]
    [InlineData("1,2,3,4,5,6,7,8,9", true, "Use 8 reminders at most")]
    public void Days_that_cannot_be_used_are_refused(string? typed, bool onlyBefore, string sentence)
    {
        var (days, refusal) = ReminderDays.Read(typed, onlyBefore, "Days");
        Assert.Null(days);
        Assert.Equal((sentence, "Days"), (refusal!.Sentence, refusal.Field));
    }

    [Fact]
    public void Time_limits_are_whole_numbers_within_bounds()
    {
        Assert.Empty(TimeLimits.WhyWrong(TimeLimits.Default));
        Assert.Equal(
            ["DocumentMonths", "RecoveryAnswerDays", "PutRightDays"],
            TimeLimits
                .WhyWrong(
                    new()
                    {
                        DocumentMonths = 0,
                        RecoveryAnswerDays = null,
                        PutRightDays = 61,
                    }
                )
                .Select(refusal => refusal.Field!)
        );
    }
}
