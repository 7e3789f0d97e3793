using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Payments;

/// <summary>Files for the finance system: what a profile may look like, and when an export may be made, cancelled and confirmed.</summary>
public static partial class ExportRules
{
    public const int MostColumns = 40;
    public const int LongestName = 100;
    public const int LongestLine = 300;

    /// <summary>Fields of the header, the trailer and the name of the file. Amounts are written as the profile says.</summary>
    public static readonly IReadOnlyList<string> LineFields = ["number", "lines", "total", "debits", "credits", "date"];
    private static readonly IReadOnlyList<string> FileFields = ["number", "date"];

    /// <summary>Such as J-2026-27-001: the letter of its kind, the financial year in which it is made, and its place in it.</summary>
    public static string Number(ExportKind kind, FinancialYear year, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{NumbersBeginWith(kind, year)}{place:000}");

    public static string NumbersBeginWith(ExportKind kind, FinancialYear year) =>
        $"{kind switch { ExportKind.CreditorInvoices => "I", ExportKind.Journal => "J", _ => "A" }}-{year}-";

    public static string Name(ExportKind kind) =>
        kind switch
        {
            ExportKind.CreditorInvoices => "Creditor invoices",
            ExportKind.Journal => "Journal",
            _ => "Accruals",
        };

    public static string Name(MovementKind kind) =>
        kind switch
        {
            MovementKind.Invoice => "Approved",
            MovementKind.Credit => "Not paid after all",
            MovementKind.Paid => "Paid",
            MovementKind.Returned => "Returned by the bank",
            MovementKind.Accrual => "At the end of the year",
            MovementKind.Reversal => "Reversed",
            _ => "Paid back",
        };

    public static string Name(ExportField field) =>
        field switch
        {
            ExportField.Text => "The same text in each line",
            ExportField.ExportNumber => "Export number",
            ExportField.LineNumber => "Line number",
            ExportField.Period => "Period (1 is April)",
            ExportField.FinancialYear => "Financial year",
            ExportField.Movement => "What happened",
            ExportField.CostCentre => "Cost centre",
            ExportField.FundingSource => "Funding source",
            ExportField.VatTreatment => "VAT treatment",
            ExportField.SupplierNumber => "Supplier number",
            ExportField.PurchaseOrder => "Purchase order",
            ExportField.InvoiceNumber => "Invoice number",
            ExportField.Reference => "Reference of the award or area",
            ExportField.BankReference => "Bank reference",
            _ => field.ToString(),
        };

    /// <summary>Everything that is wrong with a profile.</summary>
    public static IReadOnlyList<Refusal> WhyNotAProfile(string? name, ExportLayout layout)
    {
        List<Refusal> wrong = [];
        if (NameRules.WhyNotAName(name, "a name for the profile", LongestName, nameof(name)) is { } unnamed)
            wrong.Add(unnamed);
        if (layout.Columns.Count == 0)
            wrong.Add(new("Choose what the first column holds", Refusal.At(nameof(layout.Columns), 0, nameof(ExportColumn.Field))));
        if (layout.Columns.Count > MostColumns)
            wrong.Add(new($"A file has {MostColumns} columns at most"));
        for (var i = 0; i < layout.Columns.Count; i++)
            wrong.AddRange(WhyNotAColumn(layout, i));
        if (WhyNotAmounts(layout) is { } amounts)
            wrong.Add(amounts);
        if (layout.Decimals == ExportDecimals.Comma && layout is { Separator: ExportSeparator.Comma, Qualifier: ExportQualifier.None })
            wrong.Add(new("Amounts with a comma need another separator, or quotation marks around cells", nameof(layout.Decimals)));
        wrong.AddRange(
            new[]
            {
                WhyNotALine(layout.Header, "header", nameof(layout.Header)),
                WhyNotALine(layout.Trailer, "trailer", nameof(layout.Trailer)),
                HasTotal(layout.Header) || HasTotal(layout.Trailer)
                    ? null
                    : new Refusal(
                        "Put {{total}} into the header or the trailer, so that the file holds its control total",
                        nameof(layout.Trailer)
                    ),
                WhyNotAFileName(layout.FileName, nameof(layout.FileName)),
            }.OfType<Refusal>()
        );
        return wrong;
    }

    private static IEnumerable<Refusal> WhyNotAColumn(ExportLayout layout, int place)
    {
        var column = layout.Columns[place];
        if (column.Field == ExportField.Text && column.Text.Length == 0)
            yield return new($"Enter the text of column {place + 1}", Refusal.At(nameof(layout.Columns), place, nameof(column.Text)));
        if (column.Field != ExportField.Text && column.Text.Length > 0)
            yield return new(
                $"Column {place + 1} holds {Name(column.Field).ToLowerInvariant()}, so it has no text of its own",
                Refusal.At(nameof(layout.Columns), place, nameof(column.Text))
            );
        foreach (
            var (text, member) in new[] { (column.Heading, nameof(column.Heading)), (column.Text, nameof(column.Text)) }.Where(one =>
                one.Item1.Length > LongestName || one.Item1.Any(char.IsControl)
            )
        )
            yield return new(
                $"Enter up to {LongestName} characters on one line for column {place + 1}",
                Refusal.At(nameof(layout.Columns), place, member)
            );
    }

    private static Refusal? WhyNotAmounts(ExportLayout layout)
    {
        var (amounts, debits, credits) = (Has(ExportField.Amount), Has(ExportField.Debit), Has(ExportField.Credit));
        return layout.Signs == ExportSigns.DebitAndCredit
            ? debits && credits && !amounts
                ? null
                : new("Debit and credit need a column each, and no column with the amount", nameof(layout.Signs))
            : amounts && !debits && !credits
                ? null
                : new("Amounts with signs need a column with the amount, and none for debit or credit", nameof(layout.Signs));

        bool Has(ExportField field) => layout.Columns.Any(column => column.Field == field);
    }

    private static bool HasTotal(string line) => line.Contains("{{total}}", StringComparison.Ordinal);

    private static Refusal? WhyNotALine(string line, string what, string field) =>
        line.Length > LongestLine ? new($"Shorten the {what} to {LongestLine} characters or fewer", field)
        : line.Any(one => char.IsControl(one) && one != '\t') ? new($"Enter the {what} on one line", field)
        // A spreadsheet would run it.
        : line.Length > 0 && "=+-@\t".Contains(line[0]) ? new($"The {what} cannot begin with {line[0]}", field)
        : WhyUnknown(line, LineFields, field);

    private static Refusal? WhyNotAFileName(string name, string field) =>
        !name.Contains("{{number}}", StringComparison.Ordinal)
            ? new("Put {{number}} into the name of the file, so that no two files have one name", field)
            : WhyUnknown(name, FileFields, field)
                ?? (
                    FileName().IsMatch(Braced().Replace(name, "x"))
                        ? null
                        : new("Enter a name such as {{number}}.csv, with letters, digits, hyphens and underscores only", field)
                );

    private static Refusal? WhyUnknown(string line, IReadOnlyList<string> known, string field) =>
        Braced().Matches(line).Select(match => match.Groups["name"].Value).FirstOrDefault(name => !known.Contains(name)) is { } other
            ? new($"{{{{{other}}}}} is not known. Use {string.Join(", ", known.Select(name => $"{{{{{name}}}}}"))}", field)
            : null;

    /// <summary>The line with its fields filled in.</summary>
    public static string Filled(string line, IReadOnlyDictionary<string, string> values) =>
        Braced().Replace(line, match => values.GetValueOrDefault(match.Groups["name"].Value, ""));

    /// <summary>Null when the officer's own control total agrees to the penny with the lines.</summary>
    public static Refusal? WhyNotTheTotal(string? typed, Money total, string field) =>
        string.IsNullOrWhiteSpace(typed) ? new("Enter the control total that you expect", field)
        : SpreadsheetMoney.Parse(typed) is not { } expected
            ? new(Money.WhyNot(typed, "Enter the control total in pounds and pence, with a minus sign if it is below zero"), field)
        : expected != total
            ? new($"The lines come to {total}, and you entered {expected}: a difference of {total - expected}. Nothing was exported", field)
        : null;

    /// <summary>Null when the export may still be cancelled.</summary>
    /// <param name="creditedBy">Number of a later export that takes back lines of it; null: none.</param>
    public static Refusal? WhyCannotCancel(ExportStatus status, string? creditedBy) =>
        status == ExportStatus.Cancelled ? new("This export has been cancelled")
        : status == ExportStatus.Confirmed
            ? new("The finance system has this export, so it cannot be cancelled. Correct it in the finance system.")
        : creditedBy is not null ? new($"{creditedBy} takes back lines of this export. Cancel {creditedBy} first.")
        : null;

    /// <summary>Null when the export can be confirmed.</summary>
    public static Refusal? WhyCannotConfirm(ExportStatus status) =>
        status switch
        {
            ExportStatus.Confirmed => new("This export has been confirmed"),
            ExportStatus.Cancelled => new("This export was cancelled"),
            _ => null,
        };

    [GeneratedRegex(@"\{\{(?<name>[^{}]*)\}\}")]
    private static partial Regex Braced();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}\.[A-Za-z0-9]{1,5}\z")]
    private static partial Regex FileName();
}
