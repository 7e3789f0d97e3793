namespace Commissioning.Domain.CspBudgets;

public enum LedgerRequestStatus
{
    Waiting,
    Approved,
    Refused,
    Withdrawn,
}
