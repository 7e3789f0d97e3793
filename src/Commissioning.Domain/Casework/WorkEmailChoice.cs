namespace Commissioning.Domain.Casework;

/// <summary>How often a member of staff hears by e-mail of what waits for them.</summary>
public enum WorkEmailChoice
{
    AtOnce,
    Daily,
    Weekly,
    Never,
}
