namespace Commissioning.Domain.DueDiligence;

/// <summary>What a tier is chosen by.</summary>
/// <param name="Risks">Wording of the risk questions that the application answers with yes.</param>
public sealed record TierFacts(
    Money Amount,
    bool IsRegistered,
    bool FundedBefore,
    IReadOnlyList<string> Risks,
    int OverdueReturns,
    bool HasStopFlag
);
