namespace Commissioning.Domain.Reporting;

/// <summary>The money of one budget in one year, in pence, from April (first) to March (twelfth).</summary>
public sealed record WatchedMoney
{
    public const int Months = 12;

    public required Money Budget { get; init; }

    /// <summary>What was to be paid or spent in each month. The months add up to the budget.</summary>
    public required IReadOnlyList<Money> Profile { get; init; }

    /// <summary>What was paid or spent in each month, less what came back in it.</summary>
    public required IReadOnlyList<Money> Actual { get; init; }

    /// <summary>The same for what was paid, or came back, after 31 March on this year's budget.</summary>
    public Money Later { get; init; }

    /// <summary>Awarded or approved, and not paid yet.</summary>
    public required Money Committed { get; init; }

    /// <summary>What is expected to be paid or spent of the budget in the end.</summary>
    public required Money Forecast { get; init; }

    /// <summary>Months that are over, from 0 to 12.</summary>
    public required int Over { get; init; }

    public Money ActualInAll => Actual.Sum() + Later;

    /// <summary>By the end of the last month that is over.</summary>
    public Money ProfileSoFar => Profile.Take(Over).Sum();
    public Money ActualSoFar => Actual.Take(Over).Sum();

    /// <summary>Above zero: more than the profile. A month that goes on is in neither.</summary>
    public Money AgainstProfile => ActualSoFar - ProfileSoFar;

    /// <summary>Above zero: more than the budget.</summary>
    public Money AgainstBudget => Forecast - Budget;

    /// <summary>The sum of several budgets of one year.</summary>
    public static WatchedMoney Total(IReadOnlyCollection<WatchedMoney> parts) =>
        new()
        {
            Budget = parts.Sum(part => part.Budget),
            Profile = ByMonth(parts, part => part.Profile),
            Actual = ByMonth(parts, part => part.Actual),
            Later = parts.Sum(part => part.Later),
            Committed = parts.Sum(part => part.Committed),
            Forecast = parts.Sum(part => part.Forecast),
            Over = parts.Select(part => part.Over).DefaultIfEmpty().Max(),
        };

    private static List<Money> ByMonth(IReadOnlyCollection<WatchedMoney> parts, Func<WatchedMoney, IReadOnlyList<Money>> of) =>
        Enumerable.Range(0, Months).Select(month => parts.Sum(part => of(part)[month])).ToList();
}
