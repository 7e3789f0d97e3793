namespace Commissioning.Domain.Funds;

/// <summary>Where a round is in its life. It follows from dates and recorded events, so nobody can forget to set it.</summary>
public enum RoundPhase
{
    /// <summary>Being built; the public cannot see it.</summary>
    Draft,

    /// <summary>Published and frozen; not yet open.</summary>
    Planned,
    Open,

    /// <summary>Closed: due diligence, scoring and moderation.</summary>
    Assessment,

    /// <summary>The panel's recommendation is made.</summary>
    Recommended,
    Decided,

    /// <summary>Letters are out; the result is public.</summary>
    Announced,
}

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

    /// <summary>What the others are told of a scheme that may fit.</summary>
    public string? OtherScheme { get; init; }
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

    /// <summary>What the draw between equal bids is made from (R51); null until somebody records it.</summary>
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
    /// A recommendation stands: scores and threshold are fixed. In a rolling round only until its letters are out; the next bids then have one of their own.
    /// </summary>
    public bool IsRecommended => RecommendedAt is not null && !(Policy.Rolling && LettersReleasedAt >= DecidedAt);

    /// <summary>The percentage at or above which a bid passes; null until someone sets it.</summary>
    public Fraction? Threshold =>
        ThresholdNumerator is { } numerator && ThresholdDenominator is { } denominator ? new Fraction(numerator, denominator) : null;
}

/// <summary>One of the things the panel scores, with its share of the total. The weights of a round add to 100.</summary>
public sealed record Criterion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }

    /// <summary>Whole percent of the total, 1 to 100.</summary>
    public required int Weight { get; init; }
}

/// <summary>What a bid must pass before its score counts, yes or no (R37).</summary>
public sealed record Gate
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }
}

/// <summary>What a number of points means for a criterion, in words beside the box (R38).</summary>
public sealed record Anchor
{
    public required Guid CriterionId { get; init; }
    public required int Points { get; init; }
    public required string Wording { get; init; }
}

public sealed record EligibilityQuestion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Wording { get; init; }
    public string? Hint { get; init; }

    /// <summary>What an applicant who answers no is told: the reason, and what would fit instead.</summary>
    public required string WhyNot { get; init; }
}

public sealed record DueDiligenceItem
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }
    public CheckKind Kind { get; init; }

    /// <summary>The lowest tier in which the check is made; in lower ones it does not apply.</summary>
    public CheckTier Tier { get; init; }

    /// <summary>How many months a result is good for, and carried over to the organisation's next bid; 0: it is made for each bid.</summary>
    public int ValidMonths { get; init; }
    public CheckHold Holds { get; init; }
}

/// <summary>What a check is about: these have pages of their own, <see cref="General"/> has none.</summary>
public enum CheckKind
{
    General,
    Register,
    BankDetails,
    Safeguarding,
    CrossChecks,
}

/// <summary>How much is checked: more for more money and more risk (R29).</summary>
public enum CheckTier
{
    Light,
    Standard,
    Enhanced,
}

/// <summary>Before what a check is due. No payment is made before all are done.</summary>
public enum CheckHold
{
    Decision,
    Payment,
}

/// <summary>Everything a published round is made of. Frozen from publication on.</summary>
public sealed record RoundSetup
{
    public required Round Round { get; init; }
    public required IReadOnlyList<string> Priorities { get; init; }
    public required IReadOnlyList<string> Zones { get; init; }
    public required IReadOnlyList<EligibilityQuestion> Eligibility { get; init; }
    public required IReadOnlyList<Question> Questions { get; init; }
    public required IReadOnlyList<DocumentKind> Documents { get; init; }
    public IReadOnlyList<Gate> Gates { get; init; } = [];
    public required IReadOnlyList<Criterion> Criteria { get; init; }
    public required IReadOnlyList<Anchor> Anchors { get; init; }
    public required IReadOnlyList<DueDiligenceItem> Checks { get; init; }
    public required IReadOnlyList<Guid> Panel { get; init; }
}
