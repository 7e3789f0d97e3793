namespace Commissioning.Domain.DueDiligence;

/// <summary>The due diligence result, shown next to the score but never part of it (R36).</summary>
public enum CheckResult
{
    NotStarted,
    InProgress,
    Pass,
    Condition,
    Fail,
}
