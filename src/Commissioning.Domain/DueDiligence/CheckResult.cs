namespace Commissioning.Domain.DueDiligence;

/// <summary>The result beside the application, apart from its score (R36).</summary>
public enum CheckResult
{
    NotStarted,
    InProgress,
    Pass,
    Condition,
    Fail,
}
