namespace Commissioning.Domain.Awards;

/// <summary>The state of an award before a variation.</summary>
/// <param name="Approved">Payments approved, sent or not.</param>
/// <param name="Paid">Payments made.</param>
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

    /// <summary>Already to be paid back, less what came back or may be used again.</summary>
    public Money ToReturn { get; init; }

    /// <summary>The organisation has been asked to agree the closing figures, and has not answered.</summary>
    public bool FiguresAsked { get; init; }

    /// <summary>Headings of the clauses of the terms that its holder accepted; a clause's number is its place.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>The letter of a notice of breach waits to be sent.</summary>
    public bool NoticeUnsent { get; init; }

    /// <summary>The day by which a breach is to be put right, of the last notice that stands. Null: none.</summary>
    public DateOnly? RemedyBy { get; init; }

    /// <summary>Its payments are suspended.</summary>
    public bool Suspended { get; init; }

    /// <summary>Amount claimed by budget line.</summary>
    public IReadOnlyDictionary<Guid, Money> Claimed { get; init; } = new Dictionary<Guid, Money>();
}
