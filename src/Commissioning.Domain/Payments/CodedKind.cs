namespace Commissioning.Domain.Payments;

/// <summary>What finance codes are for.</summary>
public enum CodedKind
{
    GrantPayment,
    AreaPayment,

    /// <summary>Money of a grant or an area that was paid back.</summary>
    MoneyBack,
    Accrual,
}
