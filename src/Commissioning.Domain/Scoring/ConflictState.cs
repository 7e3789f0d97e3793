namespace Commissioning.Domain.Scoring;

public enum ConflictState
{
    NotDeclared,
    None,
    Declared,
}
