namespace Commissioning.Domain.Awards;

/// <summary>What comes next in a grant, for its holder.</summary>
public static class GrantSteps
{
    /// <summary>How many are shown.</summary>
    public const int Most = 3;

    /// <param name="payments">What is still to be paid of each instalment, and from when; none where claims are paid.</param>
    /// <param name="returns">Returns that are not sent, each with its name and last day.</param>
    /// <returns>The next steps from today on, in the order of their days.</returns>
    public static IReadOnlyList<(DateOnly On, string What)> Next(
        DateOnly today,
        DateOnly startsOn,
        DateOnly endsOn,
        IEnumerable<(DateOnly On, Money Amount)> payments,
        IEnumerable<(DateOnly On, string Name)> returns
    ) =>
        new[] { (On: startsOn, What: "Your project starts"), (On: endsOn, What: "Your project ends") }
            .Concat(payments.Select(one => (one.On, What: $"We can pay {one.Amount} from this day")))
            .Concat(returns.Select(one => (one.On, What: $"{one.Name} is due")))
            .Where(step => step.On >= today)
            .OrderBy(step => step.On)
            .ThenBy(step => step.What, StringComparer.Ordinal)
            .Take(Most)
            .ToList();
}
