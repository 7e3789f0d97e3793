namespace Commissioning.Domain.Awards;

/// <summary>An award as a change finds it.</summary>
/// <param name="Approved">Payments approved, whether or not they went out yet.</param>
/// <param name="Paid">Payments that went out.</param>
/// <param name="Available">What the round's pot has left for an increase.</param>
public sealed record AwardStanding(
    Money Amount,
    Money GivenBack,
    Money Requested,
    Money Approved,
    Money Paid,
    Money Available,
    VariationDetails Now,
    bool Accepted,
    bool Ended,
    DateOnly RoundStarts
)
{
    public Money Net => Amount - GivenBack;

    /// <summary>By line of the budget, what was claimed of it.</summary>
    public IReadOnlyDictionary<Guid, Money> Claimed { get; init; } = new Dictionary<Guid, Money>();
}
