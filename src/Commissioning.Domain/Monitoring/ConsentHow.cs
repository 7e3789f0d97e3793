namespace Commissioning.Domain.Monitoring;

/// <summary>How they said yes.</summary>
public enum ConsentHow
{
    Writing,
    Email,
    Spoken,
}
