namespace Commissioning.Domain.Organisations;

public enum ModulusMethod
{
    Modulus10,
    Modulus11,
    DoubleAlternate,
}
