namespace Commissioning.Domain.Payments;

/// <summary>What a file for the finance system holds.</summary>
public enum ExportKind
{
    /// <summary>Approved payments, as invoices that the office owes.</summary>
    CreditorInvoices,

    /// <summary>Money that moved: paid, returned by the bank, paid back by its payee.</summary>
    Journal,

    /// <summary>What a year owes at its end and has paid in advance, as two people approved it, and the reversal on the next day.</summary>
    Accruals,
}
