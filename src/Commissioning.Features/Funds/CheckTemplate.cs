using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>A due diligence check in a round's settings.</summary>
public sealed record CheckTemplate(
    string Name,
    string Guidance,
    CheckKind Kind = CheckKind.General,
    CheckTier Tier = CheckTier.Light,
    int ValidMonths = 0,
    CheckHold Holds = CheckHold.Decision
);
