using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Payments;

/// <summary>Writes a file for the finance system as its profile says.</summary>
public static class ExportFile
{
    /// <summary>The whole file. What the encoding does not know loses its accents, or becomes a question mark.</summary>
    public static string Text(ExportLayout layout, string number, DateOnly madeOn, IReadOnlyList<ExportLine> lines)
    {
        var text = new StringBuilder();
        var fields = LineFields(layout, number, madeOn, lines);
        AddLine(layout.Header);
        if (layout.HasHeadings)
            AddCells(layout.Columns.Select(column => column.Heading.Length > 0 ? column.Heading : ExportRules.Name(column.Field)));
        foreach (var line in lines)
            AddCells(layout.Columns.Select(column => Cell(layout, column, number, line)));
        AddLine(layout.Trailer);
        return Known(text.ToString(), layout.Encoding);

        void AddLine(string line)
        {
            if (line.Length > 0)
                text.Append(ExportRules.Filled(line, fields)).Append("\r\n");
        }

        void AddCells(IEnumerable<string> cells) =>
            text.AppendJoin(Separator(layout.Separator), cells.Select(cell => Qualified(layout, cell))).Append("\r\n");
    }

    public static byte[] Bytes(string text, ExportEncoding encoding) =>
        encoding == ExportEncoding.Utf8WithMark
            ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]
            : Of(encoding).GetBytes(text);

    public static string FileName(ExportLayout layout, string number, DateOnly madeOn) =>
        ExportRules.Filled(
            layout.FileName,
            new Dictionary<string, string> { ["number"] = number, ["date"] = madeOn.ToString("yyyyMMdd", CultureInfo.InvariantCulture) }
        );

    private static Dictionary<string, string> LineFields(
        ExportLayout layout,
        string number,
        DateOnly madeOn,
        IReadOnlyList<ExportLine> lines
    )
    {
        var (debits, credits) = (
            lines.Where(line => line.Money.Amount > Money.Zero).Sum(line => line.Money.Amount),
            lines.Where(line => line.Money.Amount < Money.Zero).Sum(line => -line.Money.Amount)
        );
        return new()
        {
            ["number"] = number,
            ["lines"] = lines.Count.ToString(CultureInfo.InvariantCulture),
            ["total"] = Amount(layout, Signed(layout, debits - credits)),
            ["debits"] = Amount(layout, debits),
            ["credits"] = Amount(layout, credits),
            ["date"] = Day(layout, madeOn),
        };
    }

    private static string Cell(ExportLayout layout, ExportColumn column, string number, ExportLine line)
    {
        var (money, codes) = (line.Money, line.Codes);
        return column.Field switch
            {
                ExportField.Text => column.Text,
                ExportField.ExportNumber => number,
                ExportField.LineNumber => line.Position.ToString(CultureInfo.InvariantCulture),
                ExportField.Date => Day(layout, money.Day),
                ExportField.Period => ((money.Day.Month + 8) % 12 + 1).ToString(CultureInfo.InvariantCulture),
                ExportField.FinancialYear => FinancialYear.Of(money.Day).ToString(),
                ExportField.Movement => ExportRules.Name(money.Movement),
                ExportField.Amount => Amount(layout, Signed(layout, money.Amount)),
                ExportField.Debit => money.Amount > Money.Zero ? Amount(layout, money.Amount) : "",
                ExportField.Credit => money.Amount < Money.Zero ? Amount(layout, -money.Amount) : "",
                ExportField.Company => codes?.Company,
                ExportField.CostCentre => codes?.CostCentre,
                ExportField.Subjective => codes?.Subjective,
                ExportField.Project => codes?.Project,
                ExportField.FundingSource => codes?.FundingSource,
                ExportField.VatTreatment => codes?.VatTreatment,
                ExportField.Payee => money.Payee,
                ExportField.SupplierNumber => money.SupplierNumber,
                ExportField.PurchaseOrder => money.PurchaseOrder,
                ExportField.InvoiceNumber => money.InvoiceNumber
                    ?? string.Create(CultureInfo.InvariantCulture, $"{number}/{line.Position}"),
                ExportField.Reference => money.Reference,
                ExportField.BankReference => money.BankReference,
                ExportField.Description => money.Description,
                ExportField.Fund => money.Fund,
                ExportField.Round => money.Round,
                _ => money.Area,
            } ?? "";
    }

    private static Money Signed(ExportLayout layout, Money amount) => layout.Signs == ExportSigns.SpentIsNegative ? -amount : amount;

    private static string Amount(ExportLayout layout, Money amount) =>
        layout.Decimals switch
        {
            ExportDecimals.Point => amount.ToInput(),
            ExportDecimals.Comma => amount.ToInput().Replace('.', ','),
            _ => amount.Pence.ToString(CultureInfo.InvariantCulture),
        };

    private static string Day(ExportLayout layout, DateOnly day) =>
        day.ToString(
            layout.Dates switch
            {
                ExportDates.DayMonthYear => "dd/MM/yyyy",
                ExportDates.YearMonthDay => "yyyy-MM-dd",
                ExportDates.DigitsOnly => "yyyyMMdd",
                _ => "dd-MMM-yyyy",
            },
            CultureInfo.InvariantCulture
        );

    private static char Separator(ExportSeparator separator) =>
        separator switch
        {
            ExportSeparator.Comma => ',',
            ExportSeparator.Semicolon => ';',
            ExportSeparator.Tab => '\t',
            _ => '|',
        };

    /// <summary>On one line, guarded like every cell that a spreadsheet may open.</summary>
    private static string Qualified(ExportLayout layout, string cell)
    {
        var plain = CsvText.Plain(string.Concat(cell.Select(one => char.IsControl(one) ? ' ' : one)).Trim());
        var separator = Separator(layout.Separator);
        if (layout.Qualifier == ExportQualifier.None)
            return plain.Replace(separator, ' ');
        var qualifier = layout.Qualifier == ExportQualifier.DoubleQuote ? '"' : '\'';
        return plain.AsSpan().IndexOfAny(separator, qualifier) >= 0
            ? $"{qualifier}{plain.Replace($"{qualifier}", $"{qualifier}{qualifier}", StringComparison.Ordinal)}{qualifier}"
            : plain;
    }

    private static string Known(string text, ExportEncoding encoding)
    {
        if (encoding is ExportEncoding.Utf8 or ExportEncoding.Utf8WithMark)
            return text;
        var known = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.IsAscii)
                known.Append((char)rune.Value);
            else
                known.Append(Other($"{rune}"));
        return known.ToString();

        string Other(string letter) =>
            IsKnown(letter) ? letter
            : letter.Normalize(NormalizationForm.FormD)[..1] is { } bare && IsKnown(bare) ? bare
            : "?";

        bool IsKnown(string one) => Of(encoding).GetString(Of(encoding).GetBytes(one)) == one;
    }

    private static Encoding Of(ExportEncoding encoding) =>
        encoding switch
        {
            ExportEncoding.Ascii => Encoding.ASCII,
            ExportEncoding.Windows1252 => Western,
            _ => Encoding.UTF8,
        };

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(
        1252,
        new EncoderReplacementFallback("?"),
        new DecoderReplacementFallback("?")
    )!;
}
