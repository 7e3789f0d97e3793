using System.Globalization;

namespace Commissioning.Domain.DueDiligence;

public enum ModulusMethod
{
    Modulus10,
    Modulus11,
    DoubleAlternate,
}
