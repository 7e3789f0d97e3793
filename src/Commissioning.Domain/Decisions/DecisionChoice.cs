namespace Commissioning.Domain.Decisions;

public enum DecisionChoice
{
    Fund,
    Decline,

    /// <summary>Put off until a day: neither funded nor declined.</summary>
    Defer,
}
