namespace Commissioning.Domain.Casework;

public enum FoiState
{
    Draft,

    /// <summary>A second person approved it, and it never changes.</summary>
    Approved,
}
