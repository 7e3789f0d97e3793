namespace Commissioning.Domain.Payments;

/// <summary>What happened to money, once each for a payment or receipt.</summary>
public enum MovementKind
{
    /// <summary>A payment was approved, so the office owes it.</summary>
    Invoice,

    /// <summary>A payment that was exported as an invoice was refused, failed or returned, so the office no longer owes it.</summary>
    Credit,
    Paid,

    /// <summary>The bank sent back what it had paid.</summary>
    Returned,

    /// <summary>The payee paid it back.</summary>
    MoneyBack,

    /// <summary>What a year owes at its end, or has paid in advance.</summary>
    Accrual,

    /// <summary>The same with the other sign, on the next day.</summary>
    Reversal,
}
