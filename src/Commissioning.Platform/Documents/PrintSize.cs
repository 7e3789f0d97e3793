namespace Commissioning.Platform.Documents;

/// <summary>The size of printed text: 12 points, or 18 points for people who read large print.</summary>
public enum PrintSize
{
    Usual,
    Large,
}
