using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>The facts that decide the tier.</summary>
/// <param name="Risks">The wording of each risk question answered "Yes".</param>
/// <param name="LateReturns">Returns that came <see cref="ReturnLateness.NotableDays"/> or more working days late, and are not overdue
/// now.</param>
public sealed record TierFacts(
    Money Amount,
    bool IsRegistered,
    bool FundedBefore,
    IReadOnlyList<string> Risks,
    int OverdueReturns,
    int LateReturns,
    bool HasStopFlag
)
{
    /// <summary>What happened before, as <see cref="PastRules.TiersOf"/> has it.</summary>
    public IReadOnlyList<(CheckTier Tier, string Reason)> History { get; init; } = [];
}
