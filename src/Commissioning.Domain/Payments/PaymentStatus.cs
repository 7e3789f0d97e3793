namespace Commissioning.Domain.Payments;

/// <summary>Scheduled: in a file for the bank. Failed and Returned money may be asked for again.</summary>
public enum PaymentStatus
{
    Requested,
    Approved,
    Refused,
    Scheduled,
    Paid,
    Failed,
    Returned,
}
