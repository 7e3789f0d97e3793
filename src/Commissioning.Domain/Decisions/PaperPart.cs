namespace Commissioning.Domain.Decisions;

/// <summary>The parts of a paper that an officer writes, around figures that nobody can.</summary>
public enum PaperPart
{
    Background,
    Alternatives,
    Equality,
    Subsidy,
    Finance,
    Risks,
}
