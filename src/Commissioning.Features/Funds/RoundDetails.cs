using Commissioning.Domain;
using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>What an officer enters about a round. Instants are UTC.</summary>
public sealed record RoundDetails
{
    public required string Name { get; init; }
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
    public required IReadOnlyList<string> Priorities { get; init; }
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>Kinds of organisation that may apply; empty: every kind.</summary>
    public IReadOnlyList<string> EligibleKinds { get; init; } = [];
    public string? OtherFund { get; init; }

    /// <summary>Only used for a new round; afterwards the policy is edited on its own page.</summary>
    public RoundPolicy Policy { get; init; } = new();

    /// <summary>What applicants read beside the details; as with the policy, only used for a new round.</summary>
    public RoundGuidance Texts { get; init; } = new();
}
