namespace Commissioning.Domain.Funds;

/// <summary>A step that separates applications of equal percentage, tried in the round's order (R51, section 3 of the office's
/// research).</summary>
public enum TieRung
{
    HeaviestCriterion,
    NextCriterion,
    PriorityOrAreaNotYetFunded,
    NotFundedInTwelveMonths,
    Draw,
}
