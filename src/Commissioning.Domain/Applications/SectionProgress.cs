namespace Commissioning.Domain.Applications;

public enum SectionProgress
{
    NotStarted,
    InProgress,
    Completed,
}
