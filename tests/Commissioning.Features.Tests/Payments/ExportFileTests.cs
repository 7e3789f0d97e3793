using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;

namespace Commissioning.Features.Tests.Payments;

public sealed class ExportFileTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly ExportLayout Plain = new()
    {
        Columns = [new(ExportField.Date), new(ExportField.Payee), new(ExportField.Amount), new(ExportField.Text, "Currency", "GBP")],
        Trailer = "T,{{lines}},{{total}},{{debits}},{{credits}}",
        FileName = "{{number}}-{{date}}.csv",
    };

    private static ExportLine Line(int position, long pence, string payee = "A group", string? invoice = null) =>
        new(
            position,
            new()
            {
                Movement = pence > 0 ? MovementKind.Paid : MovementKind.Returned,
                SubjectId = Guid.NewGuid(),
                Amount = new(pence),
                Day = Day,
                CodedOn = Day,
                Coded = new(CodedKind.GrantPayment, null, null, null),
                Reference = "SF-1",
                Payee = payee,
                Description = "A part",
                InvoiceNumber = invoice,
            },
            new("", "C100", "4000", "", "", "OS")
        );

    private static string Write(ExportLayout layout, params ExportLine[] lines) => ExportFile.Text(layout, "J-2026-27-001", Day, lines);

    [Fact]
    public void An_export_has_headings_lines_and_a_trailer_with_its_totals() =>
        Assert.Equal(
            "Date,Payee,Amount,Currency\r\n01/06/2026,A group,3000.00,GBP\r\n01/06/2026,A group,-250.50,GBP\r\nT,2,2749.50,3000.00,250.50\r\n",
            Write(Plain, Line(1, 300000), Line(2, -25050))
        );

    [Fact]
    public void An_export_writes_dates_amounts_and_signs_as_its_profile_says()
    {
        var layout = Plain with
        {
            HasHeadings = false,
            Header = "H|{{number}}|{{date}}",
            Trailer = "{{total}}",
            Dates = ExportDates.NamedMonth,
            Decimals = ExportDecimals.Comma,
            Signs = ExportSigns.SpentIsNegative,
            Separator = ExportSeparator.Pipe,
        };
        Assert.Equal("H|J-2026-27-001|01-Jun-2026\r\n01-Jun-2026|A group|-3000,00|GBP\r\n-3000,00\r\n", Write(layout, Line(1, 300000)));
        Assert.Equal(
            "Debit,Credit\r\n300000,\r\n,25050\r\n274950\r\n",
            Write(
                Plain with
                {
                    Columns = [new(ExportField.Debit), new(ExportField.Credit)],
                    Trailer = "{{total}}",
                    Signs = ExportSigns.DebitAndCredit,
                    Decimals = ExportDecimals.Pence,
                },
                Line(1, 300000),
                Line(2, -25050)
            )
        );
    }

    [Fact]
    public void A_cell_is_one_line_qualified_where_it_must_be_and_never_a_formula()
    {
        string Payee(string name, ExportQualifier qualifier = ExportQualifier.DoubleQuote) =>
            Write(
                Plain with
                {
                    Columns = [new(ExportField.Payee)],
                    HasHeadings = false,
                    Trailer = "",
                    Qualifier = qualifier,
                },
                Line(1, 100, name)
            )[..^2];
        Assert.Equal("\"Rowan, \"\"Kiln\"\" Lane\"", Payee("Rowan, \"Kiln\" Lane"));
        Assert.Equal("Rowan  Kiln", Payee("Rowan, Kiln", ExportQualifier.None));
        Assert.Equal("'it''s, so'", Payee("it's, so", ExportQualifier.SingleQuote));
        Assert.Equal("two lines", Payee("two\nlines"));
        foreach (var formula in new[] { "=1+1", "+44", "@SUM(A1)", "-HYPERLINK(1)", "\t=1" })
            Assert.DoesNotMatch("^[=+@\t-][^0-9]", Payee(formula));
        Assert.Equal("'=cmd|' /C calc'!A0", Payee("=cmd|' /C calc'!A0"));
    }

    [Fact]
    public void Letters_that_the_encoding_does_not_know_lose_their_accents()
    {
        string Of(ExportEncoding encoding) =>
            Write(
                Plain with
                {
                    Columns = [new(ExportField.Payee)],
                    HasHeadings = false,
                    Trailer = "",
                    Encoding = encoding,
                },
                Line(1, 100, "Siân Łódź £5 漢")
            )[..^2];
        Assert.Equal("Siân Łódź £5 漢", Of(ExportEncoding.Utf8));
        Assert.Equal("Siân ?ódz £5 ?", Of(ExportEncoding.Windows1252));
        Assert.Equal("Sian ?odz ?5 ?", Of(ExportEncoding.Ascii));
        Assert.Equal(0xE2, ExportFile.Bytes("â", ExportEncoding.Windows1252).Single());
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), ExportFile.Bytes("", ExportEncoding.Utf8WithMark));
    }

    [Fact]
    public void An_invoice_without_a_number_is_numbered_by_the_export_and_the_line()
    {
        var layout = Plain with { Columns = [new(ExportField.InvoiceNumber)], HasHeadings = false, Trailer = "" };
        Assert.Equal("INV-7\r\nJ-2026-27-001/2\r\n", Write(layout, Line(1, 100, invoice: "INV-7"), Line(2, 100)));
        Assert.Equal("J-2026-27-001-20260601.csv", ExportFile.FileName(layout with { FileName = Plain.FileName }, "J-2026-27-001", Day));
    }

    [Theory]
    [InlineData(4, "1", "2026-27")]
    [InlineData(3, "12", "2025-26")]
    public void A_period_counts_from_April(int month, string period, string year)
    {
        var layout = Plain with { Columns = [new(ExportField.Period), new(ExportField.FinancialYear)], HasHeadings = false, Trailer = "" };
        var line = Line(1, 100);
        Assert.Equal($"{period},{year}\r\n", Write(layout, line with { Money = line.Money with { Day = new(2026, month, 5) } }));
    }
}
