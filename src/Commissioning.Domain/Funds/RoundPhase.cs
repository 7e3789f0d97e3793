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
    CheckPlan,

    /// <summary>The panel's recommendation is made.</summary>
    Recommended,
    Decided,

    /// <summary>Letters are out; the result is public.</summary>
    Announced,
}
