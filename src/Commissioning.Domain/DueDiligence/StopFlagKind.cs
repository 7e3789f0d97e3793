namespace Commissioning.Domain.DueDiligence;

public enum StopFlagKind
{
    Governance,
    Money,

    /// <summary>Its reason is for the leads for concerns only, so that nobody is warned.</summary>
    PoliceOrFraud,
    Other,
}
