namespace Commissioning.Domain.Monitoring;

/// <summary>Which side took a consent back.</summary>
public enum ConsentSide
{
    Organisation,
    Office,
}
