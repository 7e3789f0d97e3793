namespace Commissioning.Domain.DueDiligence;

public enum Register
{
    Charity,
    Company,
}
