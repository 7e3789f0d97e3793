namespace Commissioning.Domain.Payments;

/// <summary>What a file for the finance system holds.</summary>
public enum ExportKind
{
    /// <summary>Approved payments, as invoices that the office owes.</summary>
    CreditorInvoices,

    /// <summary>Money that moved: paid, returned by the bank, paid back by its payee.</summary>
    Journal,

    /// <summary>What the year owes at its end. The portal does not make such lines yet.</summary>
    Accruals,
}
