namespace Commissioning.Domain.Funds;

/// <summary>The stage of a round. It follows from dates and recorded events, so it cannot be forgotten or set wrongly.</summary>
public enum RoundPhase
{
    /// <summary>In preparation; not visible to the public.</summary>
    Draft,

    /// <summary>Published and frozen; not yet open.</summary>
    Planned,
    Open,

    /// <summary>Closed: due diligence, scoring and moderation.</summary>
    CheckPlan,

    /// <summary>The panel's recommendation is recorded.</summary>
    Recommended,
    Decided,

    /// <summary>Letters are sent; the result is public.</summary>
    Announced,

    /// <summary>Ended by the office after publication, before anything was awarded.</summary>
    Withdrawn,
}
