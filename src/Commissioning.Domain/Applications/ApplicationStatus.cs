namespace Commissioning.Domain.Applications;

public enum ApplicationStatus
{
    Draft,
    Submitted,
    Withdrawn,
}
