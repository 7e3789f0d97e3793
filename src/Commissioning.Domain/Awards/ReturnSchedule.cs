using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>When an organisation reports: by size of award, and by how closely its application was checked (R72).</summary>
public static class ReturnSchedule
{
    /// <summary>Small awards report at the end only, and larger ones (from the policy's amount) half-way too; applications checked as
    /// Enhanced report every three months. Periods follow each other without a gap from the first day to the last. Default, not OPCC
    /// policy. A return that would be due on a weekend or a bank holiday is due on the next working day.</summary>
    /// <param name="acceptedOn">A period that was over by then is due counted from it, so that nothing is overdue on the day it is
    /// made.</param>
    public static IReadOnlyList<PlannedReturn> Plan(
        Money amount,
        bool enhanced,
        DateOnly starts,
        DateOnly ends,
        AwardPolicy policy,
        DateOnly? acceptedOn = null
    )
    {
        List<DateOnly> lastDays = [];
        if (enhanced && policy.QuarterlyWhenEnhanced)
            for (
                var day = starts.AddMonths(3).AddDays(-1);
                day < ends.AddDays(-31);
                day = starts.AddMonths(3 * (lastDays.Count + 1)).AddDays(-1)
            )
                lastDays.Add(day);
        else if (amount >= policy.InterimFrom && ends.DayNumber - starts.DayNumber >= 60)
            lastDays.Add(starts.AddDays((ends.DayNumber - starts.DayNumber) / 2));
        lastDays.Add(ends);
        return lastDays
            .Select(
                (last, i) =>
                    new PlannedReturn(
                        i + 1,
                        i == lastDays.Count - 1,
                        i == 0 ? starts : lastDays[i - 1].AddDays(1),
                        last,
                        WorkingDays.OnOrAfter((acceptedOn is { } day && day > last ? day : last).AddDays(policy.ReturnDueDays))
                    )
            )
            .ToList();
    }
}
