namespace Commissioning.Domain.DueDiligence;

public enum FindingLevel
{
    Fine,
    Review,
    Against,
}
