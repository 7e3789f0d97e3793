namespace Commissioning.Domain.Funds;

/// <summary>Published figures of an earlier round of a fund.</summary>
/// <param name="LowestScore">The lowest score that was funded, in percent; null: no funded application was scored.</param>
public sealed record EarlierRound(string Name, int Applied, int Funded, Fraction? LowestScore, Money Smallest, Money Median, Money Largest)
{
    /// <summary>Offers that are in none of these figures, because they are not accepted or not published yet. Until there are none, the
    /// lowest score may be another.</summary>
    public int NotPublished { get; init; }

    /// <summary>Of an even number of grants the mean of the two in the middle, to the penny below.</summary>
    /// <param name="grants">What each funded project was awarded, and its score. At least one.</param>
    public static EarlierRound Of(string name, int applied, IReadOnlyCollection<(Money Amount, Fraction? Score)> grants)
    {
        var amounts = grants.Select(grant => grant.Amount).Order().ToList();
        var scores = grants.Select(grant => grant.Score).OfType<Fraction>().ToList();
        var middle = amounts.Count / 2;
        return new(
            name,
            applied,
            amounts.Count,
            scores.Count == 0 ? null : scores.Min(),
            amounts[0],
            amounts.Count % 2 == 1 ? amounts[middle] : new Money((amounts[middle - 1].Pence + amounts[middle].Pence) / 2),
            amounts[^1]
        );
    }
}
