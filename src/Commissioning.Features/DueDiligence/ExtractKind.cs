namespace Commissioning.Features.DueDiligence;

public enum ExtractKind
{
    Charity,
    Company,
    Sanctions,
}
