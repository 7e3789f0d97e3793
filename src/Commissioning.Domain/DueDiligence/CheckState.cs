using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>What a check has come to. A fail counts when a second person has looked at it and agrees.</summary>
public readonly record struct CheckState(CheckStatus Status, bool FailConfirmed, CheckHold Holds, DateOnly? ExpiresOn)
{
    /// <summary>Nothing more to be done for it on this day.</summary>
    public bool IsDone(DateOnly today) =>
        Status switch
        {
            CheckStatus.NotApplicable => true,
            CheckStatus.Pass or CheckStatus.Condition => ExpiresOn is not { } end || today <= end,
            CheckStatus.Fail => FailConfirmed,
            _ => false,
        };
}
