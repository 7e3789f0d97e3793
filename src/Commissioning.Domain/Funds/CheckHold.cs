namespace Commissioning.Domain.Funds;

/// <summary>What waits for the check. No payment is made before all checks are done.</summary>
public enum CheckHold
{
    Decision,
    Payment,
}
