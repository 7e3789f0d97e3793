namespace Commissioning.Domain.Scoring;

public enum ConflictState
{
    NotDeclared,
    None,
    Declared,

    /// <summary>The office recused the assessor.</summary>
    Recused,
}
