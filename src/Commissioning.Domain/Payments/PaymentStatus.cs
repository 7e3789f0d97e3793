namespace Commissioning.Domain.Payments;

/// <summary>Scheduled: in a file for the bank. Failed and Returned payments may be requested again.</summary>
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
