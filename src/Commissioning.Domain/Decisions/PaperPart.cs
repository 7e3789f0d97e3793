namespace Commissioning.Domain.Decisions;

/// <summary>The parts of a paper that an officer writes; the figures between them come from the data.</summary>
public enum PaperPart
{
    Background,
    Alternatives,
    Equality,
    Subsidy,
    Legal,
    Finance,
    Risks,
}
