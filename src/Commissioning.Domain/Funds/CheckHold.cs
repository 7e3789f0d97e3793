namespace Commissioning.Domain.Funds;

/// <summary>Before what a check is due. No payment is made before all are done.</summary>
public enum CheckHold
{
    Decision,
    Payment,
}
