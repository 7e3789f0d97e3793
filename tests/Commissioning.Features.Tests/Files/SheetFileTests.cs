using System.Text;
using Commissioning.Platform.Spreadsheets;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Files;

public sealed class SheetFileTests
{
    private const string SaveAgain = "Open the file in Excel or LibreOffice, save it again and choose that copy.";

    [Fact]
    public void A_workbook_is_read_sheet_by_sheet_with_row_numbers_and_hidden_ones_named()
    {
        var sheets = Read(
            new SampleWorkbook()
                .Sheet("Costs", ["Area", "Amount"], [], ["Melton", "", "", " "])
                .Raw("Old", "<sheetData><row r=\"7\" hidden=\"1\"><c r=\"C7\"><v>5</v></c></row></sheetData>", "veryHidden")
                .Sheet("Blank")
        );
        Assert.Equal(["Costs", "Old", "Blank"], sheets.Select(sheet => sheet.Name));
        Assert.Equal([false, true, false], sheets.Select(sheet => sheet.Hidden));
        Assert.Equal(["1: Area|Amount", "3: Melton"], Texts(sheets[0]));
        Assert.Equal(["7: ||5"], Texts(sheets[1]));
        Assert.True(sheets[1].Rows[0].Hidden);
        Assert.Empty(sheets[2].Rows);
        Assert.Equal("Costs, C7", SheetFile.Place("Costs", 7, 2));
        Assert.Equal("Costs, XFD1", SheetFile.Place("Costs", 1, 16_383));
    }

    [Fact]
    public void A_cell_is_read_as_the_spreadsheet_shows_it()
    {
        var book = new SampleWorkbook()
            .Shared("<t>Melton</t>", "<r><t>Mel</t></r><r><t>ton</t></r><rPh><t>x</t></rPh>")
            .Part(
                "xl/styles.xml",
                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"[$£-809]#,##0.00&quot; paid&quot;;[Red]-0\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>"
            )
            .Raw(
                "A",
                """
                <sheetData><row>
                <c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>Oad</t></r><r><t>by</t></r></is></c>
                <c><v>1301.4999999999998</v></c><c><v>1.5E3</v></c><c s="1"><v>45743</v></c><c s="2"><v>45743.5</v></c><c s="3"><v>45743</v></c><c s="4"><v>0.974</v></c>
                <c t="str"><f>A1&amp;"x"</f><v>Meltonx</v></c><c><f>SUM(D1:D2)</f></c><c t="e"><f>X</f><v>#REF!</v></c><c t="b"><v>1</v></c><c t="d"><v>2025-03-27</v></c><c t="s"><v>9</v></c>
                </row></sheetData>
                """
            );
        Assert.Equal(
            "1: Melton|Melton|Oadby|1301.5|1500|2025-03-27|2025-03-27 12:00|45743|97.4%|Meltonx|=SUM(D1:D2)|#REF!|TRUE|2025-03-27|#N/A",
            Texts(Read(book)[0]).Single()
        );
        var mac = new SampleWorkbook { From1904 = true }
            .Part(
                "xl/styles.xml",
                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            )
            .Raw("A", "<sheetData><row><c s=\"0\"><v>44281</v></c></row></sheetData>");
        Assert.Equal("1: 2025-03-27", Texts(Read(mac)[0]).Single());
    }

    [Fact]
    public void Merged_cells_have_their_text_in_the_first_cell_only()
    {
        var sheet = Read(
            new SampleWorkbook().Raw(
                "A",
                "<sheetData><row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"C1\"><v>2</v></c></row><row r=\"2\"><c r=\"B2\"><v>3</v></c></row><row r=\"3\"><c r=\"B3\"><v>4</v></c></row></sheetData><mergeCells><mergeCell ref=\"B1:C2\"/></mergeCells>"
            )
        )[0];
        Assert.Equal(["1: |1", "3: |4"], Texts(sheet));
        Assert.Equal([new MergedCells(1, 1, 2, 2)], sheet.Merged);
    }

    [Fact]
    public void A_workbook_with_absolute_addresses_is_read()
    {
        Assert.Equal("1: x", Texts(Read(new SampleWorkbook { Folder = "/xl/worksheets/" }.Sheet("A", ["x"]))[0]).Single());
        Assert.Equal("1: x", Texts(Read(new SampleWorkbook { Folder = "../xl/worksheets/" }.Sheet("A", ["x"]))[0]).Single());
    }

    [Fact]
    public void A_CSV_file_is_one_sheet_in_any_encoding_and_with_any_separator()
    {
        foreach (
            var content in new[]
            {
                Encoding.Latin1.GetBytes("Area;Cost\r\n\r\nMelton;£5\r\n;\r\n"),
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("Area,Cost\n\nMelton,£5\n,\n")],
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Area\tCost\n\nMelton\t£5\n")],
            }
        )
        {
            var sheet = SheetFile.Read("q1.csv", content).Value!.Single();
            Assert.Equal("q1.csv", sheet.Name);
            Assert.Equal(["1: Area|Cost", "3: Melton|£5"], Texts(sheet));
        }
    }

    [Theory]
    [InlineData("<row r=\"4000000000\"><c><v>1</v></c></row>", "Sheet Costs, row 4000000000: a sheet has at most 1,048,576 rows")]
    [InlineData("<row r=\"0\"/>", "Sheet Costs, row 0: a sheet has at most 1,048,576 rows")]
    [InlineData("<row r=\"x\"/>", "Sheet Costs has a row \"x\", which is not a number. " + SaveAgain)]
    [InlineData("<row r=\"5\"/><row r=\"5\"/>", "Sheet Costs has row 5 after row 5. " + SaveAgain)]
    [InlineData("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>", "Sheet Costs, XFE2: a sheet has at most 16,384 columns, up to XFD")]
    [InlineData("<row r=\"2\"><c r=\"AAAA2\"><v>1</v></c></row>", "Sheet Costs, AAAA2: a sheet has at most 16,384 columns, up to XFD")]
    [InlineData("<row r=\"2\"><c r=\"7\"><v>1</v></c></row>", "Sheet Costs, row 2 has a cell \"7\". " + SaveAgain)]
    [InlineData("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>", "Sheet Costs, A2 is there twice. " + SaveAgain)]
    [InlineData("<row r=\"2\"><c r=\"A2\"><v>1</v></row>", "Sheet Costs is damaged in or after row 2. " + SaveAgain)]
    [InlineData("<row><c><v>1 & 2", "Sheet Costs is damaged in or after row 1. " + SaveAgain)]
    public void A_damaged_sheet_is_refused_with_its_place(string rows, string sentence) =>
        Assert.Equal(sentence, Refused("a.xlsx", new SampleWorkbook().Raw("Costs", $"<sheetData>{rows}</sheetData>").Write()));

    [Fact]
    public void A_file_that_is_no_spreadsheet_is_refused_by_what_it_is()
    {
        Assert.Equal("a.xlsx is empty. Check it on your device and choose it again.", Refused("a.xlsx", []));
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
        Assert.Equal(
            "a.xlsx is in the format of an old Excel (.xls). Open it and save it as an Excel Workbook (.xlsx).",
            Refused("a.xlsx", old)
        );
        Assert.Equal(
            "a.xlsx is locked with a password. Save a copy without the password and choose that.",
            Refused("a.xlsx", [.. old, .. Encoding.Unicode.GetBytes("EncryptedPackage")])
        );
        Assert.Equal(
            "a.xlsm has macros, which may not be sent. Save it as an Excel Workbook (.xlsx) without them.",
            Refused("a.xlsm", new SampleWorkbook().Sheet("A", ["x"]).Write())
        );
        Assert.Equal(
            "a.xlsx has macros, which may not be sent. Save it as an Excel Workbook (.xlsx) without them.",
            Refused("a.xlsx", new SampleWorkbook().Sheet("A", ["x"]).Part("xl/vbaProject.bin", "x").Write())
        );
        Assert.Equal($"a.xlsx has no sheets. {SaveAgain}", Refused("a.xlsx", new SampleWorkbook().Write()));
        Assert.Equal($"a.xlsx is damaged. {SaveAgain}", Refused("a.xlsx", [.. "PK"u8, 3, 4, 5]));
        Assert.Equal(
            "a.xlsx is an OpenDocument spreadsheet (.ods). Save it as an Excel Workbook (.xlsx).",
            Refused("a.xlsx", new SampleWorkbook().Part("mimetype", "x").Part("content.xml", "x").Write())
        );
        Assert.Equal(
            $"a.xlsx is damaged. {SaveAgain}",
            Refused("a.xlsx", new SampleWorkbook().Sheet("A", ["x"]).Part("xl/sharedStrings.xml", "<sst><si>").Write())
        );
        Assert.Equal(
            $"Sheet A is damaged. {SaveAgain}",
            Refused(
                "a.xlsx",
                new SampleWorkbook().Raw("A", "").Part("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").Write()
            )
        );
        Assert.Equal("a.xlsx cannot be read as CSV or .xlsx. Save it again in one of these.", Refused("a.xlsx", "<html>"u8.ToArray()));
        Assert.Equal("a.csv is not a text file, so it is no CSV. Save it again as CSV or .xlsx.", Refused("a.csv", [1, 0, 2]));
    }

    [Fact]
    public void A_file_that_would_fill_the_memory_is_refused()
    {
        Assert.Equal(
            "a.csv has more than 50,000 rows. Split it.",
            Refused("a.csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 50_001))))
        );
        var wide = string.Concat(Enumerable.Range(1, 130).Select(row => $"<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"));
        Assert.Equal(
            "a.xlsx has more than 1,000,000 cells. Split it.",
            Refused("a.xlsx", new SampleWorkbook().Raw("A", $"<sheetData>{wide}</sheetData>").Write())
        );
    }

    private static IReadOnlyList<Sheet> Read(SampleWorkbook book)
    {
        var result = SheetFile.Read("a.xlsx", book.Write());
        Assert.Null(result.FirstRefusal?.Sentence);
        return result.Value!;
    }

    private static string Refused(string name, byte[] content) => SheetFile.Read(name, content).FirstRefusal!.Sentence;

    private static IEnumerable<string> Texts(Sheet sheet) => sheet.Rows.Select(row => $"{row.Number}: {string.Join('|', row.Cells)}");
}
