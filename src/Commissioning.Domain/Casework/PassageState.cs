namespace Commissioning.Domain.Casework;

public enum PassageState
{
    /// <summary>Found, and nobody has decided.</summary>
    Proposed,

    /// <summary>Taken out of the copy.</summary>
    Removed,

    /// <summary>Somebody decided that it stays in the copy.</summary>
    Kept,
}
