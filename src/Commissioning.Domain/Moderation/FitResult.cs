namespace Commissioning.Domain.Moderation;

public enum FitResult
{
    Fund,
    BelowThreshold,
    PotSpent,
    OverLimit,
    FailedPassFail,
    FailedCheck,
    NotScored,
}
