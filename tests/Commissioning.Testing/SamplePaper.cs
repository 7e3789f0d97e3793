using System.IO.Compression;
using System.Security;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using SpreadCheetah;

namespace Commissioning.Testing;

/// <summary>A paper to the Panel with the published figures of 2024-25 in our own words, in every format that people have. One of its
/// figures is wrong, as it was in print: £4,818.15 for £4,818.50.</summary>
public static class SamplePaper
{
    public static readonly string[] Head = ["CSP", "24/25 Allocation (including 23/24 underspend)", "Expenditure", "Remaining"];
    public static readonly string[][] Areas =
    [
        ["Leicester City CSP", "£313,421.48", "£305,327.80", "£8,093.68"],
        ["Charnwood", "£103,233.23", "£103,233.23", "Nil"],
        ["SNWLP", "£62,006.76", "£61,984.07", "£22.69"],
        ["Blaby", "£60,726.49", "£57,671.50", "£3,054.99"],
        ["Hinckley & Bosworth", "£59,056.62", "£59,056.62", "Nil"],
        ["Harborough District", "£43,216.19", "£43,181.25", "£34.94"],
        ["Oadby and Wigston", "£37,537.20", "£37,475.00", "£62.20"],
        ["Melton", "£36,131.82", "£36,131.82", "£0.00"],
        ["Rutland County", "£22,250.25", "£22,250.25", "-"],
        ["Total", "£737,580.04", "£726,311.54", "£11,268.50"],
    ];
    public static readonly string[] NextHead = ["Area", "2025-26 Base allocation"];
    public static readonly string[][] Next =
    [
        ["Leicester", "£271,818.47"],
        ["Charnwood", "£89,530.24"],
        ["NWL CSP", "£53,776.10"],
        ["Blaby", "£52,665.76"],
        ["Hinckley CSP", "£51,217.55"],
        ["Harborough", "£37,479.75"],
        ["Oadby & Wigston", "£32,554.58"],
        ["Melton Mowbray", "£31,335.75"],
        ["Rutland", "£19,296.80"],
        ["Total across LLR", "£639,675.00"],
    ];
    public static readonly string[] Before =
    [
        "Community Safety Partnership funding 2024/25",
        "Nine partnerships are funded across Leicester, Leicestershire and Rutland. The position as at 16 January 2025 is shown below.",
    ];
    public static readonly string[] Between =
    [
        "Approximately £28,000 of the expenditure went to the ECINS case management system as contributions. Leicester contributed £20,000, SNWLP £800, Blaby £6300.00 and Oadby and Wigston £900.",
        "An underspend of £11,268.50 remains. Of this remaining amount, £6,450 was paid to Leicestershire County Council for training, and £4,818.15 therefore remains across the LLR area.",
        "The Commissioner visited Young Futures, which was granted £19,959 in the year. The allocations of the next year are in the second table.",
    ];

    public static string Text(string separator = "\t") =>
        string.Join(
            "\n\n",
            [
                .. Before,
                string.Join('\n', Areas.Prepend(Head).Select(row => string.Join(separator, row))),
                .. Between,
                string.Join('\n', Next.Prepend(NextHead).Select(row => string.Join(separator, row))),
            ]
        );

    public static byte[] Csv() =>
        Encoding.UTF8.GetBytes(
            string.Join("\r\n", Rows().Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\""))))
        );

    public static async Task<byte[]> XlsxAsync()
    {
        using var file = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(file))
        {
            await book.StartWorksheetAsync("Paper");
            foreach (var row in Rows())
                await book.AddRowAsync(row.Select(cell => new Cell(cell)).ToList());
            await book.FinishAsync();
        }
        return file.ToArray();
    }

    public static byte[] Docx() =>
        Docx(string.Concat([.. Before.Select(Words), Table(Areas.Prepend(Head)), .. Between.Select(Words), Table(Next.Prepend(NextHead))]));

    /// <summary>A .docx with this body.</summary>
    public static byte[] Docx(string body)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry("word/document.xml").Open()))
            writer.Write(
                $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            );
        return file.ToArray();
    }

    public static string Words(string text) => $"<w:p><w:r><w:t>{SecurityElement.Escape(text)}</w:t></w:r></w:p>";

    public static string Table(IEnumerable<IReadOnlyList<string>> rows) =>
        $"<w:tbl>{string.Concat(rows.Select(row => $"<w:tr>{string.Concat(row.Select(cell => $"<w:tc>{Words(cell)}</w:tc>"))}</w:tr>"))}</w:tbl>";

    /// <summary>For the portal's own PDF writer.</summary>
    public static LetterDocument Document() =>
        new()
        {
            Title = "Community Safety Partnership funding",
            IsPaper = true,
            Blocks =
            [
                .. Before.Select(text => new Paragraph(text)),
                new Figures("The nine partnerships", Columns(Head), Areas[..^1], Areas[^1]),
                .. Between.Select(text => new Paragraph(text)),
                new Figures("The next year", Columns(NextHead), Next[..^1], Next[^1]),
            ],
        };

    private static List<Column> Columns(string[] head) => head.Select((name, i) => new Column(name, i > 0)).ToList();

    /// <summary>As a plain program prints it: heads in lines of their own, amounts at a tab stop.</summary>
    public static byte[] Pdf()
    {
        var lines = new List<(double X, string Text)[]>();
        void Lines(string text)
        {
            for (; text.Length > 85; text = text[(text.LastIndexOf(' ', 85) + 1)..])
                lines.Add([(50, text[..text.LastIndexOf(' ', 85)])]);
            lines.Add([(50, text)]);
            lines.Add([]);
        }
        foreach (var text in Before)
            Lines(text);
        lines.AddRange([
            [(200, "24/25 Allocation")],
            [(50, "CSP"), (200, "(including 23/24"), (330, "Expenditure"), (430, "Remaining")],
            [(200, "underspend)")],
        ]);
        lines.AddRange(Areas.Select(row => new[] { (50d, row[0]), (200d, row[1]), (330d, row[2]), (430d, row[3]) }));
        lines.Add([]);
        foreach (var text in Between)
            Lines(text);
        lines.AddRange(Next.Prepend(NextHead).Select(row => new[] { (50d, row[0]), (250d, row[1]) }));
        return Pdf(lines);
    }

    /// <summary>A PDF of one page with these words at these places, in lines from the top.</summary>
    public static byte[] Pdf(IReadOnlyList<IReadOnlyList<(double X, string Text)>> lines)
    {
        var words = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
            foreach (var (x, text) in lines[i])
                words.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"BT /F1 10 Tf {x} {800 - (i * 14)} Td ({text.Replace("(", "\\(").Replace(")", "\\)").Replace("£", "\\243").Replace("&", "&")}) Tj ET\n"
                );
        var parts = new[]
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {words.Length}>>stream\n{words}endstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        };
        var (file, places) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        for (var i = 0; i < parts.Length; i++)
        {
            places.Add(file.Length);
            file.Append($"{i + 1} 0 obj{parts[i]}endobj\n");
        }
        var table = file.Length;
        file.Append($"xref\n0 {parts.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append($"{place:0000000000} 00000 n \n");
        file.Append($"trailer<</Size {parts.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    public static ReconcilePaper Reconcile(TestDatabase database) => new(database.Db, Files(database), database.Clock);

    public static FileStore Files(TestDatabase database) =>
        new(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());

    /// <inheritdoc cref="ReconcilePaper.CompareAsync(FinancialYear, string, byte[], DateOnly?)"/>
    public static Task<Result<ReconcilePaper.Comparison>> CompareAsync(
        TestDatabase database,
        FinancialYear year,
        string name,
        byte[] content,
        DateOnly? asAt = null
    ) => Reconcile(database).CompareAsync(year, name, content, asAt);

    private static IEnumerable<string[]> Rows() =>
        [.. Before.Select(text => new[] { text }), Head, .. Areas, .. Between.Select(text => new[] { text }), NextHead, .. Next];
}
