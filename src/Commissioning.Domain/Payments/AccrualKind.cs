namespace Commissioning.Domain.Payments;

public enum AccrualKind
{
    /// <summary>Spent or claimed by 31 March and not paid by then: a cost of the year.</summary>
    Accrual,

    /// <summary>Paid by 31 March for a time after it: a cost of the next year.</summary>
    Prepayment,
}
