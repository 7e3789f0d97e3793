namespace Commissioning.Domain.Publishing;

/// <summary>A file that the Specified Information Order 2011 asks for each month.</summary>
public enum ReleaseKind
{
    /// <summary>Crime and disorder reduction grants (paragraph 3(f)).</summary>
    Grants,

    /// <summary>Other spending (paragraph 3(g)).</summary>
    Spending,
}
