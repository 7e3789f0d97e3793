namespace Commissioning.Domain.Funds;

/// <summary>What a past round comes to. Null: not known, which is not zero.</summary>
/// <param name="Applications">All of them, those that were withdrawn included.</param>
/// <param name="Asked">Of all applications.</param>
public sealed record PastTotals(int? Applications, int? Funded, Money? Asked, Money? Awarded, Money? Paid, Money? Returned)
{
    public static PastTotals Of(IReadOnlyCollection<PastRow> rows)
    {
        Money? Sum(Func<PastRow, Money?> of) =>
            rows.Select(of).OfType<Money>().ToList() is { Count: > 0 } known ? known.Sum(one => one) : null;
        return new(
            rows.Count,
            rows.Count(row => row.Result == PastResult.Funded),
            Sum(row => row.Asked),
            Sum(row => row.Awarded) ?? Money.Zero,
            Sum(row => row.Paid),
            Sum(row => row.Returned)
        );
    }
}
