namespace Commissioning.Domain.Payments;

/// <summary>Batched: in a file for the bank. Failed and Returned money may be asked for again.</summary>
public enum PaymentStatus
{
    Requested,
    Approved,
    Refused,
    Batched,
    Paid,
    Failed,
    Returned,
}
