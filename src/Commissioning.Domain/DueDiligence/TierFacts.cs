namespace Commissioning.Domain.DueDiligence;

/// <summary>The facts that decide the tier.</summary>
/// <param name="Risks">The wording of each risk question answered "Yes".</param>
public sealed record TierFacts(
    Money Amount,
    bool IsRegistered,
    bool FundedBefore,
    IReadOnlyList<string> Risks,
    int OverdueReturns,
    bool HasStopFlag
);
