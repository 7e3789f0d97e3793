namespace Commissioning.Domain.DueDiligence;

/// <summary>How surely a listed person or entity goes by a name, as the sanctions list says.</summary>
public enum NameStrength
{
    /// <summary>A "low quality" alias.</summary>
    Weak,

    /// <summary>An alias that is not called weak.</summary>
    Strong,
    Primary,
}
