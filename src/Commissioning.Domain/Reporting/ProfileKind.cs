namespace Commissioning.Domain.Reporting;

/// <summary>Where the months of a budget come from.</summary>
public enum ProfileKind
{
    /// <summary>A twelfth in each month, because nobody said otherwise.</summary>
    Even,

    /// <summary>Finance typed each month.</summary>
    Typed,

    /// <summary>By the days of the instalments as they were when finance took them over, and the rest evenly.</summary>
    Instalments,
}
