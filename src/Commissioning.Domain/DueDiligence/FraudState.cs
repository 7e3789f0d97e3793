namespace Commissioning.Domain.DueDiligence;

public enum FraudState
{
    Suspected,
    Proven,
    NotFraud,
}
