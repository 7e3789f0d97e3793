using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Commissioning.Testing;

/// <summary>An .xlsx file part by part, so that a test can write what a program writes, or what none should.</summary>
public sealed class SampleWorkbook
{
    private readonly List<(string Name, string State, string Part)> sheets = [];
    private readonly Dictionary<string, string> parts = [];

    /// <summary>The folder that the addresses of the sheets start with; some programs write absolute ones.</summary>
    public string Folder { get; init; } = "worksheets/";
    public bool From1904 { get; init; }

    /// <summary>A sheet of text cells from A1.</summary>
    public SampleWorkbook Sheet(string name, params string[][] rows) =>
        Raw(
            name,
            "<sheetData>"
                + string.Concat(
                    rows.Select(
                        (cells, r) =>
                            string.Create(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">")
                            + string.Concat(cells.Select(cell => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))
                            + "</row>"
                    )
                )
                + "</sheetData>"
        );

    /// <param name="xml">What stands between the worksheet's tags.</param>
    /// <param name="state">visible, hidden or veryHidden.</param>
    public SampleWorkbook Raw(string name, string xml, string state = "visible")
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"sheet{sheets.Count + 1}.xml");
        sheets.Add((name, state, part));
        return Part(
            $"xl/worksheets/{part}",
            $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{xml}</worksheet>"
        );
    }

    public SampleWorkbook Part(string name, string content)
    {
        parts[name] = content;
        return this;
    }

    /// <summary>Texts that cells of type s refer to.</summary>
    public SampleWorkbook Shared(params string[] items) =>
        Part(
            "xl/sharedStrings.xml",
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                + string.Concat(items.Select(item => $"<si>{item}</si>"))
                + "</sst>"
        );

    public byte[] Write()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            Add(
                zip,
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            );
            Add(
                zip,
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            );
            Add(
                zip,
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                    + (From1904 ? "<workbookPr date1904=\"1\"/>" : "")
                    + "<sheets>"
                    + string.Concat(
                        sheets.Select(
                            (sheet, i) =>
                                $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"s{i + 1}\"/>"
                        )
                    )
                    + "</sheets></workbook>"
            );
            Add(
                zip,
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + string.Concat(
                        sheets.Select(
                            (sheet, i) =>
                                $"<Relationship Id=\"s{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"{Folder}{sheet.Part}\"/>"
                        )
                    )
                    + "<Relationship Id=\"st\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
                    + "<Relationship Id=\"sh\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                    + "</Relationships>"
            );
            parts.TryAdd("xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>");
            parts.TryAdd("xl/sharedStrings.xml", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>");
            foreach (var (name, content) in parts)
                Add(zip, name, content);
        }
        return memory.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }
}
