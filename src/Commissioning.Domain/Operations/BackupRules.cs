using System.Globalization;

namespace Commissioning.Domain.Operations;

/// <summary>When the nightly backup is made, when it is missed, and which of the old ones stay.</summary>
public static class BackupRules
{
    /// <summary>One that failed is tried again after this long.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromHours(1);

    /// <summary>So long after its time the operator is told that there is none.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(2);

    /// <summary>A newest good backup older than this needs attention: a night was missed, and half a day has passed.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromHours(36);

    /// <summary>When a backup was last due (UTC), which is never in the future.</summary>
    /// <param name="at">The UK time of the nightly backup.</param>
    public static DateTime LastDue(DateTime now, TimeOnly at)
    {
        var today = LondonTime.DateOf(now);
        var due = LondonTime.ToUtc(today, at);
        return due <= now ? due : LondonTime.ToUtc(today.AddDays(-1), at);
    }

    /// <param name="made">When the last backup that was made began (UTC); null: none was.</param>
    /// <param name="tried">When the last try began (UTC); null: there was none.</param>
    public static bool IsDue(DateTime now, TimeOnly at, DateTime? made, DateTime? tried) =>
        !(made >= LastDue(now, at)) && !(tried > now - RetryAfter && tried != made);

    /// <summary>The backup of the last night was not made in time. A backup that was set up a moment ago is not late.</summary>
    /// <param name="since">When the portal first tried (UTC); null: it has not.</param>
    public static bool IsLate(DateTime now, TimeOnly at, DateTime? made, DateTime? since) =>
        since <= now - LateAfter && LastDue(now, at) <= now - LateAfter && !(made >= LastDue(now, at));

    /// <summary>The newest of each of the last days, of the last weeks and of the last months that have one, in UK time. The newest of all
    /// always stays.</summary>
    public static IReadOnlySet<DateTime> Kept(IReadOnlyCollection<DateTime> made, int days, int weeks, int months)
    {
        var newestFirst = made.OrderDescending().ToList();
        IEnumerable<DateTime> NewestOf(Func<DateOnly, int> period, int count) =>
            newestFirst.GroupBy(at => period(LondonTime.DateOf(at))).Take(count).Select(group => group.First());
        return newestFirst
            .Take(1)
            .Concat(NewestOf(day => day.DayNumber, days))
            .Concat(NewestOf(day => ISOWeek.GetYear(day) * 100 + ISOWeek.GetWeekOfYear(day), weeks))
            .Concat(NewestOf(day => day.Year * 12 + day.Month, months))
            .ToHashSet();
    }
}
