namespace Commissioning.Domain.Monitoring;

/// <summary>Prepared: waits for a second member of the organisation to certify it, where the round requires that.</summary>
public enum ReturnStatus
{
    Due,
    Prepared,
    Submitted,
    Accepted,
}
