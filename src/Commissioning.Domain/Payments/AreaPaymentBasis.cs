namespace Commissioning.Domain.Payments;

/// <summary>When a lead council is paid its area's money: up to the allocation before it is spent, or only what was spent.</summary>
public enum AreaPaymentBasis
{
    InAdvance,
    InArrears,
}
