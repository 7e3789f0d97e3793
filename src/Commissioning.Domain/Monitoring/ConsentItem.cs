namespace Commissioning.Domain.Monitoring;

/// <summary>What of a return may be published.</summary>
public enum ConsentItem
{
    Story,
    Quote,
    Photo,
}
