namespace Commissioning.Domain.Organisations;

/// <summary>What the modulus check says of a sort code and an account number. Even <see cref="CouldExist"/> says only that they fit together.</summary>
public enum ModulusResult
{
    CouldExist,
    CannotExist,
    NotCovered,
}
