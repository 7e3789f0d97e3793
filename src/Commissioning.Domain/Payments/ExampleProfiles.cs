namespace Commissioning.Domain.Payments;

/// <summary>Two profiles to start from. Both are examples and not OPCC policy: the office's finance system decides what it reads.</summary>
public static class ExampleProfiles
{
    public sealed record Example(string Key, string Name, ExportKind Kind, ExportLayout Layout);

    public static readonly IReadOnlyList<Example> All =
    [
        new(
            "invoices",
            "Example: creditor invoices",
            ExportKind.CreditorInvoices,
            new()
            {
                Columns =
                [
                    new(ExportField.SupplierNumber, "Supplier"),
                    new(ExportField.InvoiceNumber, "Invoice number"),
                    new(ExportField.Date, "Invoice date"),
                    new(ExportField.PurchaseOrder, "Order"),
                    new(ExportField.Description),
                    new(ExportField.Company),
                    new(ExportField.CostCentre, "Cost centre"),
                    new(ExportField.Subjective),
                    new(ExportField.Project),
                    new(ExportField.VatTreatment, "VAT code"),
                    new(ExportField.Amount, "Gross amount"),
                    new(ExportField.Text, "Currency", "GBP"),
                ],
                Trailer = "TOTAL,{{lines}},{{total}}",
                FileName = "{{number}}.csv",
            }
        ),
        new(
            "journal",
            "Example: journal",
            ExportKind.Journal,
            new()
            {
                Columns =
                [
                    new(ExportField.ExportNumber, "Journal"),
                    new(ExportField.LineNumber, "Line"),
                    new(ExportField.Date, "Transaction date"),
                    new(ExportField.Period),
                    new(ExportField.Company),
                    new(ExportField.CostCentre, "Cost centre"),
                    new(ExportField.Subjective),
                    new(ExportField.Project),
                    new(ExportField.FundingSource, "Funding source"),
                    new(ExportField.Debit),
                    new(ExportField.Credit),
                    new(ExportField.Reference, "Reference"),
                    new(ExportField.BankReference, "Bank reference"),
                    new(ExportField.Description, "Narrative"),
                ],
                Header = "JNL;{{number}};{{date}};{{lines}};{{total}}",
                Signs = ExportSigns.DebitAndCredit,
                Separator = ExportSeparator.Semicolon,
                Encoding = ExportEncoding.Windows1252,
                FileName = "{{number}}-{{date}}.txt",
            }
        ),
    ];
}
