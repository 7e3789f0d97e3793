namespace Commissioning.Domain.Payments;

/// <summary>What a column of an export can hold.</summary>
public enum ExportField
{
    /// <summary>The same text in each line, as typed in the profile.</summary>
    Text,
    ExportNumber,
    LineNumber,
    Date,

    /// <summary>1 for April to 12 for March.</summary>
    Period,
    FinancialYear,
    Movement,
    Amount,

    /// <summary>The amount where money was spent; empty where it came back.</summary>
    Debit,

    /// <summary>The amount where money came back; empty where it was spent.</summary>
    Credit,
    Company,
    CostCentre,
    Subjective,
    Project,
    FundingSource,
    VatTreatment,
    Payee,
    SupplierNumber,
    PurchaseOrder,

    /// <summary>As entered for the payment; otherwise the number of the export and the line, which is unique.</summary>
    InvoiceNumber,
    Reference,
    BankReference,
    Description,
    Fund,
    Round,
    Area,
}
