namespace Commissioning.Domain.Funds;

/// <summary>A grant round: what it offers, when, and the recorded events of its life. Amounts in pence, instants in UTC.</summary>
public sealed record Round
{
    public required Guid Id { get; init; }
    public required Guid FundId { get; init; }
    public required string FundName { get; init; }
    public required string Prefix { get; init; }
    public required string Name { get; init; }

    /// <summary>The financial year whose money it is, as 2024-25.</summary>
    public required string BudgetYear { get; init; }
    public required Money Pot { get; init; }
    public required Money MaximumGrant { get; init; }
    public required Money MinimumGrant { get; init; }
    public required DateTime OpensAt { get; init; }
    public required DateTime ClosesAt { get; init; }
    public required DateTime ScoringClosesAt { get; init; }
    public required DateOnly DecisionExpectedOn { get; init; }
    public required DateOnly ProjectsStartOn { get; init; }
    public required DateOnly ProjectsEndBy { get; init; }
    public required int AcceptWithinDays { get; init; }
    public required string Guidance { get; init; }
    public required string Conditions { get; init; }
    public required string LegalPower { get; init; }
    public required string ThresholdMethod { get; init; }

    /// <summary>Kinds of organisation that may apply, a line each; empty: every kind.</summary>
    public string EligibleKinds { get; init; } = "";

    /// <summary>What the others are told of a fund that may fit.</summary>
    public string? OtherFund { get; init; }
    public RoundPolicy Policy { get; init; } = new();
    public DateTime? PublishedAt { get; init; }
    public long? ThresholdNumerator { get; init; }
    public long? ThresholdDenominator { get; init; }
    public DateTime? ThresholdSetAt { get; init; }
    public Guid? ThresholdSetBy { get; init; }
    public DateTime? RecommendedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public DateTime? LettersReleasedAt { get; init; }

    /// <summary>What may be awarded beyond the pot, with finance's approval (R6).</summary>
    public Money OverAllocated { get; init; }

    /// <summary>What the draw between equal applications is made from (R51); null until somebody records it.</summary>
    public string? DrawSeed { get; init; }
    public required int Version { get; init; }

    /// <summary>Counts the corrections of the form after publication.</summary>
    public required int FormVersion { get; init; }

    public IReadOnlyList<string> EligibleKindList => EligibleKinds.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"Commissioner's Safety Fund, Round 2, 2024-25"</summary>
    public string FullName => $"{FundName}, {Name}, {BudgetYear}";

    /// <summary>What there is to award.</summary>
    public Money Spendable => Pot + OverAllocated;

    /// <summary>
    /// A recommendation stands: scores and threshold are fixed. In a rolling round only until its letters are out; the next applications then have one of their own.
    /// </summary>
    public bool IsRecommended => RecommendedAt is not null && !(Policy.Rolling && LettersReleasedAt >= DecidedAt);

    /// <summary>The percentage at or above which an application passes; null until someone sets it.</summary>
    public Fraction? Threshold =>
        ThresholdNumerator is { } numerator && ThresholdDenominator is { } denominator ? new Fraction(numerator, denominator) : null;
}
