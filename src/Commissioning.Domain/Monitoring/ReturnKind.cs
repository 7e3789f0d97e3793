namespace Commissioning.Domain.Monitoring;

public enum ReturnKind
{
    Interim,
    Final,

    /// <summary>About money left at close-out that the office let its holder use again (R75).</summary>
    Reuse,
}
