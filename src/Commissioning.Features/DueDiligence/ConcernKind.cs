namespace Commissioning.Features.DueDiligence;

public enum ConcernKind
{
    Safeguarding,
    Fraud,
    Conduct,
}
