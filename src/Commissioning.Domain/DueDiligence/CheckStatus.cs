namespace Commissioning.Domain.DueDiligence;

public enum CheckStatus
{
    NotStarted,
    InProgress,
    Pass,
    Condition,
    Fail,
    NotApplicable,
}
