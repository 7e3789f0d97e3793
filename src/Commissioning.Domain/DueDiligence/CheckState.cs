using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>The state of one check. A fail counts only after a second person confirms it.</summary>
public readonly record struct CheckState(CheckStatus Status, bool FailConfirmed, CheckHold Holds, DateOnly? ExpiresOn)
{
    /// <summary>True when the check needs no more work on this day.</summary>
    public bool IsDone(DateOnly today) =>
        Status switch
        {
            CheckStatus.NotApplicable => true,
            CheckStatus.Pass or CheckStatus.Condition => ExpiresOn is not { } end || today <= end,
            CheckStatus.Fail => FailConfirmed,
            _ => false,
        };
}
