using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>The state of one check. A fail counts only after a second person confirms it.</summary>
public readonly record struct CheckState(CheckStatus Status, bool FailConfirmed, CheckHold Holds, DateOnly? ExpiresOn)
{
    /// <summary>A finding of the check has no verdict that counts, or its verdict allows less than the result.</summary>
    public bool WaitsForFindings { get; init; }

    /// <summary>True when the check needs no more work on this day.</summary>
    public bool IsDone(DateOnly today) =>
        !WaitsForFindings
        && Status switch
        {
            CheckStatus.NotApplicable => true,
            CheckStatus.Pass or CheckStatus.Condition => ExpiresOn is not { } end || today <= end,
            CheckStatus.Fail => FailConfirmed,
            _ => false,
        };
}
