namespace Commissioning.Domain.Funds;

/// <summary>A grant round: what it offers, when, and the events recorded for it. Amounts in pence, instants in UTC.</summary>
public sealed record Round
{
    public required Guid Id { get; init; }
    public required Guid FundId { get; init; }
    public required string FundName { get; init; }
    public required string Prefix { get; init; }
    public required string Name { get; init; }

    /// <summary>The financial year whose money is awarded, such as 2024-25.</summary>
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

    /// <summary>Kinds of organisation that may apply, one per line; empty: every kind.</summary>
    public string EligibleKinds { get; init; } = "";

    /// <summary>A sentence for organisations that may not apply, such as a fund that may fit them.</summary>
    public string? OtherFund { get; init; }
    public RoundPolicy Policy { get; init; } = new();

    /// <summary>The parts of a percentage point in which totals of score sheets are kept: <see cref="CriterionRules.ScoreUnit"/> of
    /// the round's criteria.</summary>
    public int ScoreUnit { get; init; } = CriterionRules.UsualGreatest;
    public DateTime? PublishedAt { get; init; }
    public long? ThresholdNumerator { get; init; }
    public long? ThresholdDenominator { get; init; }
    public DateTime? ThresholdSetAt { get; init; }
    public Guid? ThresholdSetBy { get; init; }
    public DateTime? RecommendedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public DateTime? LettersReleasedAt { get; init; }

    /// <summary>When the round was withdrawn after publication; null: it was not.</summary>
    public DateTime? WithdrawnAt { get; init; }

    /// <summary>Amount that may be awarded above the pot, approved by finance (R6).</summary>
    public Money OverAllocated { get; init; }

    /// <summary>The seed of the draw between equal applications (R51); null until it is recorded.</summary>
    public string? DrawSeed { get; init; }
    public required int Version { get; init; }

    /// <summary>Version of the form; each correction after publication raises it by one.</summary>
    public required int FormVersion { get; init; }

    public IReadOnlyList<string> EligibleKindList => EligibleKinds.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"Commissioner's Safety Fund, Round 2, 2024-25"</summary>
    public string FullName => $"{FundName}, {Name}, {BudgetYear}";

    /// <summary>What the round may award: the pot and any approved over-allocation, in pence.</summary>
    public Money Spendable => Pot + OverAllocated;

    /// <summary>Scores and threshold are fixed because a recommendation is in force. In a rolling round this lasts only until its letters
    /// are sent; later applications get their own recommendation.</summary>
    public bool IsRecommended => RecommendedAt is not null && !(Policy.Rolling && LettersReleasedAt >= DecidedAt);

    /// <summary>The percentage from which an application passes; null until it is set.</summary>
    public Fraction? Threshold =>
        ThresholdNumerator is { } numerator && ThresholdDenominator is { } denominator ? new Fraction(numerator, denominator) : null;
}
