namespace Commissioning.Domain.Audit;

/// <summary>Records whose history the people who work on them may read.</summary>
public enum HistoryKind
{
    Application,
    Award,
    Round,
    Organisation,
}
