using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Reporting;

/// <summary>How a budget is spread over its year, what is expected of it, and when somebody is told.</summary>
public static class MoneyRules
{
    /// <summary>An alarm is raised only where both are passed. Defaults, not OPCC policy.</summary>
    public const int DefaultPercent = 10;

    public static readonly Money DefaultAmount = Money.FromPounds(5_000);

    public static string Name(this MoneySubject of) => of == MoneySubject.Fund ? "Fund" : "Area";

    public static string Name(this ProfileKind kind) =>
        kind switch
        {
            ProfileKind.Even => "Even spread (default, not OPCC policy)",
            ProfileKind.Typed => "As finance typed it",
            ProfileKind.Instalments => "By the instalments, the rest evenly",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a profile"),
        };

    /// <summary>Months of the year that are over, from 0 to 12. The last day of a month still belongs to it.</summary>
    public static int MonthsOver(FinancialYear year, DateOnly today) =>
        Math.Clamp((today.Year - year.Start.Year) * 12 + today.Month - year.Start.Month, 0, WatchedMoney.Months);

    /// <summary>The place of a day in its year, from 0 (April). Before the year counts as April; null: after 31 March.</summary>
    public static int? MonthOf(FinancialYear year, DateOnly day) =>
        day > year.End ? null
        : day < year.Start ? 0
        : MonthsOver(year, day);

    /// <summary>A twelfth in each month, in whole pence that add up to the budget.</summary>
    public static IReadOnlyList<Money> Even(Money budget) =>
        Enumerable
            .Range(0, WatchedMoney.Months)
            .Select(month => SpendingProfile.Even(budget, month + 1) - SpendingProfile.Even(budget, month))
            .ToList();

    /// <summary>The instalments in their months. What they leave of the budget is spread evenly; a plan of more than the budget is cut from
    /// its end.</summary>
    /// <param name="planned">By month.</param>
    public static IReadOnlyList<Money> ByInstalments(Money budget, IReadOnlyList<Money> planned)
    {
        var left = budget;
        var kept = planned
            .Select(month =>
            {
                var part = month < left ? month : left;
                left -= part;
                return part;
            })
            .ToList();
        return kept.Zip(Even(left), (month, rest) => month + rest).ToList();
    }

    /// <summary>A profile that was saved for another budget keeps its shape: each month has its share of the new budget, and the pence that
    /// are over stand in March.</summary>
    public static IReadOnlyList<Money> Scaled(IReadOnlyList<Money> saved, Money budget)
    {
        var total = saved.Sum();
        if (total == budget)
            return saved;
        if (total <= Money.Zero)
            return Even(budget);
        var months = saved.Select(month => new Money((long)((Int128)month.Pence * budget.Pence / total.Pence))).ToList();
        months[^1] += budget - months.Sum();
        return months;
    }

    /// <summary>Null when twelve typed months are a profile of the budget.</summary>
    public static Refusal? WhyNoProfile(Money budget, IReadOnlyList<Money?> months, string field)
    {
        if (months.Count != WatchedMoney.Months || months.Any(month => month is null))
            return new("Enter an amount for each of the twelve months, or 0", field);
        var sum = months.Sum(month => month!.Value);
        return sum == budget
            ? null
            : new(
                $"The months come to {sum}, and the budget is {budget}. They differ by {(sum > budget ? sum - budget : budget - sum)}.",
                field
            );
    }

    /// <summary>What one award is expected to cost: what its holder forecast in the newest return, never above the award; without one, what
    /// was paid and what is planned.</summary>
    /// <param name="net">The award less what went back to the pot.</param>
    /// <param name="paid">Paid less what came back.</param>
    /// <param name="planned">Of what is not paid yet, what is due by the end of the year.</param>
    /// <param name="returned">What the return expects to be spent in the end. Null: no return says.</param>
    /// <param name="ended">Nothing more is paid, so what was paid is what it cost.</param>
    public static Money ForecastOf(Money net, Money paid, Money planned, Money? returned, bool ended) =>
        ended ? paid
        : returned is { } said ? (said < net ? said : net)
        : paid + planned;

    /// <summary>True when a difference is more than both the percentage of what was expected and the amount.</summary>
    public static bool Passes(Money difference, Money expected, int percent, Money amount)
    {
        var size = Math.Abs(difference.Pence);
        return size > amount.Pence && size * 100 > Math.Abs(expected.Pence) * percent;
    }

    /// <summary>The quarter in which the last month that is over lies; an alarm is raised once in each.</summary>
    /// <param name="over">From 1 to 12.</param>
    public static ReturnPeriod QuarterOf(int over) =>
        over switch
        {
            <= 3 => ReturnPeriod.Quarter1,
            <= 6 => ReturnPeriod.Quarter2,
            <= 9 => ReturnPeriod.Quarter3,
            _ => ReturnPeriod.Quarter4,
        };

    /// <summary>What is wrong with the setting of the alarm.</summary>
    public static IReadOnlyList<Refusal> WhyNoLimit(int? percent, Money? amount)
    {
        List<Refusal> wrong = [];
        if (percent is not (>= 0 and <= 100))
            wrong.Add(new("Enter a whole percentage from 0 to 100, such as 10", nameof(percent)));
        if (amount is null)
            wrong.Add(new("Enter an amount in pounds, such as 5,000, or 0", nameof(amount)));
        return wrong;
    }
}
