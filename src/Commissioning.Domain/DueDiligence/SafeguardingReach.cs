namespace Commissioning.Domain.DueDiligence;

/// <summary>Whom a project reaches; each value needs more evidence than the one before.</summary>
public enum SafeguardingReach
{
    NobodyAtRisk,
    InGroups,
    Unsupervised,
}
