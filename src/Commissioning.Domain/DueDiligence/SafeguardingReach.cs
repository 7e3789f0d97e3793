namespace Commissioning.Domain.DueDiligence;

/// <summary>Whom a project reaches; each asks for more than the one before.</summary>
public enum SafeguardingReach
{
    NobodyAtRisk,
    InGroups,
    Unsupervised,
}
