namespace Commissioning.Domain.Organisations;

/// <summary>The modulus check's result. Even <see cref="CouldExist"/> only means that sort code and account number fit together.</summary>
public enum ModulusResult
{
    CouldExist,
    CannotExist,
    NotCovered,
}
