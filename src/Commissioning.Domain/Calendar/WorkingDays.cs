namespace Commissioning.Domain.Calendar;

public static class WorkingDays
{
    /// <summary>The date a number of working days after another. Saturdays, Sundays and the bank holidays of England and Wales do not
    /// count.</summary>
    public static DateOnly After(DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsOne(day))
                days--;
        }
        return day;
    }

    public static DateOnly Before(DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(-1);
            if (IsOne(day))
                days--;
        }
        return day;
    }

    /// <summary>The day itself, or the next working day: a day by which something is due.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsOne(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>Working days from one day to another; below zero when the other is earlier. The one count of how late a thing is, on pages
    /// and in e-mails and letters.</summary>
    public static int Between(DateOnly day, DateOnly other)
    {
        var days = 0;
        for (; day < other; day = day.AddDays(1))
            days += IsOne(day.AddDays(1)) ? 1 : 0;
        for (; day > other; day = day.AddDays(-1))
            days -= IsOne(day.AddDays(-1)) ? 1 : 0;
        return days;
    }

    /// <summary>How late a thing is that was due on an earlier day, such as "12 working days late".</summary>
    public static string Late(DateOnly dueOn, DateOnly today) =>
        Between(dueOn, today) switch
        {
            // Due on a Friday, and today is the weekend after it.
            < 1 => "late",
            1 => "1 working day late",
            var days => $"{days} working days late",
        };

    public static bool IsOne(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BankHolidays(day.Year).Contains(day);

    /// <summary>The regular bank holidays of England and Wales (Banking and Financial Dealings Act 1971 and the usual proclamations). One
    /// that falls on a weekend moves to the next working day. One-off holidays, such as a coronation, are not included.</summary>
    public static IReadOnlyList<DateOnly> BankHolidays(int year)
    {
        var easter = Easter(year);
        var newYear = new DateOnly(year, 1, 1);
        var christmas = new DateOnly(year, 12, 25);
        var days = new List<DateOnly>
        {
            Weekday(newYear),
            easter.AddDays(-2),
            easter.AddDays(1),
            FirstMonday(year, 5),
            LastMonday(year, 5),
            LastMonday(year, 8),
        };
        days.AddRange(
            christmas.DayOfWeek switch
            {
                DayOfWeek.Friday => [christmas, christmas.AddDays(3)],
                DayOfWeek.Saturday => [christmas.AddDays(2), christmas.AddDays(3)],
                DayOfWeek.Sunday => [christmas.AddDays(1), christmas.AddDays(2)],
                _ => [christmas, christmas.AddDays(1)],
            }
        );
        return days;
    }

    private static DateOnly Weekday(DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(2),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };

    private static DateOnly FirstMonday(int year, int month)
    {
        var day = new DateOnly(year, month, 1);
        return day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var day = new DateOnly(year, month, 1).AddMonths(1).AddDays(-1);
        return day.AddDays(-(((int)day.DayOfWeek - (int)DayOfWeek.Monday + 7) % 7));
    }

    /// <summary>Easter Sunday of the Gregorian calendar (Butcher's algorithm).</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        return new(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    }
}
