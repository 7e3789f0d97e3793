using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Commissioning.Domain;

namespace Commissioning.Platform.Documents.Papers;

/// <summary>The paragraphs and tables of a .docx file. A table in a cell is a table of its own; deleted text is left out.</summary>
internal static class WordPaper
{
    /// <summary>The most bytes that the text may unpack to.</summary>
    public const int MostUnpacked = 50 * 1024 * 1024;
    private const int Deepest = 100;

    public static IReadOnlyList<PaperBlock> Read(string name, byte[] content)
    {
        var body = Load(name, content).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "body");
        var reader = new Reader();
        if (body is not null)
            reader.Children(body);
        if (reader.Blocks.Count == 0 && reader.Pictures > 0)
            throw new UnreadablePaperException(
                $"{name} has pictures and no text. A table in a picture cannot be read. Copy the figures from the document they came from, or type them."
            );
        if (reader.Pictures > 0 && !reader.Blocks.OfType<PaperTable>().Any())
            throw new UnreadablePaperException(
                $"{name} has no table, but {(reader.Pictures == 1 ? "a picture" : $"{reader.Pictures} pictures")}. A table in a picture cannot be read. Copy the table and the text from the document they came from and paste them."
            );
        return reader.Blocks;
    }

    private static XDocument Load(string name, byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            var part =
                archive.GetEntry("word/document.xml")
                ?? throw new UnreadablePaperException($"{name} is not a Word document (.docx). Open it and save it again as one.");
            // What the archive says about its size may be false.
            using var unpacked = new MemoryStream();
            using (var stream = part.Open())
            {
                var buffer = new byte[81920];
                for (int read; (read = stream.Read(buffer)) > 0; )
                {
                    unpacked.Write(buffer, 0, read);
                    if (unpacked.Length > MostUnpacked)
                        throw new UnreadablePaperException(
                            $"{name} unpacks to more than {MostUnpacked / 1024 / 1024} MB of text. Split it."
                        );
                }
            }
            unpacked.Position = 0;
            using var xml = XmlReader.Create(unpacked, new() { DtdProcessing = DtdProcessing.Prohibit });
            // Only its depth costs more than its length.
            var document = XDocument.Load(xml);
            return document;
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            throw new UnreadablePaperException($"{name} is damaged or not a Word document (.docx). Open it and save it again.");
        }
    }

    private sealed class Reader
    {
        public List<PaperBlock> Blocks { get; } = [];
        public int Pictures { get; private set; }
        private int paragraphs;
        private int tables;

        /// <summary>Paragraphs and tables, also those in content controls and text boxes.</summary>
        public void Children(XElement parent, int depth = 0)
        {
            if (depth > Deepest)
                throw new UnreadablePaperException(
                    "The document has tables within tables too deep to read. Copy its text and paste it instead."
                );
            foreach (var element in parent.Elements())
                switch (element.Name.LocalName)
                {
                    case "p":
                        paragraphs++;
                        Pictures += element.Descendants().Count(one => one.Name.LocalName is "drawing" or "pict");
                        if (TextOf(element) is { Length: > 0 } text)
                            Blocks.Add(new PaperParagraph($"paragraph {paragraphs}", text));
                        break;
                    case "tbl":
                        Table(element, depth);
                        break;
                    case "sdt" or "sdtContent" or "customXml" or "ins" or "smartTag":
                        Children(element, depth + 1);
                        break;
                }
        }

        private void Table(XElement table, int depth)
        {
            var place = $"table {++tables}";
            var rows = new List<IReadOnlyList<string>>();
            var inner = new List<XElement>();
            foreach (var row in Rows(table))
            {
                var cells = new List<string>();
                for (var skipped = Number(row, "trPr", "gridBefore"); skipped > 0; skipped--)
                    cells.Add("");
                foreach (var cell in row.Elements().SelectMany(Cells))
                {
                    // A cell merged with the one above has no text of its own.
                    var merged = cell.Elements()
                        .Where(one => one.Name.LocalName == "tcPr")
                        .Elements()
                        .FirstOrDefault(one => one.Name.LocalName == "vMerge");
                    var goesOn = merged is not null && ValueOf(merged) != "restart";
                    cells.Add(
                        goesOn ? "" : string.Join(' ', cell.Elements().Where(one => one.Name.LocalName == "p").Select(TextOf)).Trim()
                    );
                    for (var span = Number(cell, "tcPr", "gridSpan"); span > 1; span--)
                        cells.Add("");
                    inner.AddRange(cell.Elements().Where(one => one.Name.LocalName == "tbl"));
                    Pictures += cell.Elements()
                        .Where(one => one.Name.LocalName == "p")
                        .Descendants()
                        .Count(one => one.Name.LocalName is "drawing" or "pict");
                }
                rows.Add(cells);
            }
            // A table that only lays out the page holds running text.
            if (rows.All(row => row.Count(cell => cell.Length > 0) <= 1))
                Blocks.AddRange(rows.SelectMany(row => row).Where(cell => cell.Length > 0).Select(cell => new PaperParagraph(place, cell)));
            else
                Blocks.Add(new PaperTable(place, rows) { CellPlace = (row, _) => $"{place}, row {row + 1}" });
            foreach (var nested in inner)
            {
                if (depth >= Deepest)
                    throw new UnreadablePaperException(
                        "The document has tables within tables too deep to read. Copy its text and paste it instead."
                    );
                Table(nested, depth + 1);
            }
        }

        private static IEnumerable<XElement> Rows(XElement table) =>
            table
                .Elements()
                .SelectMany(one =>
                    one.Name.LocalName == "tr" ? [one]
                    : one.Name.LocalName == "sdt"
                        ? one.Descendants()
                            .Where(row =>
                                row.Name.LocalName == "tr" && row.Ancestors().First(above => above.Name.LocalName == "tbl") == table
                            )
                    : Enumerable.Empty<XElement>()
                );

        private static IEnumerable<XElement> Cells(XElement element) =>
            element.Name.LocalName switch
            {
                "tc" => [element],
                "sdt" or "sdtContent" => element.Elements().SelectMany(Cells),
                _ => [],
            };

        // Word allows 63 columns.
        private static int Number(XElement element, string properties, string name) =>
            element.Elements().Where(one => one.Name.LocalName == properties).Elements().FirstOrDefault(one => one.Name.LocalName == name)
                is { } found
            && int.TryParse(ValueOf(found), out var number)
                ? Math.Min(number, 63)
                : 0;

        private static string? ValueOf(XElement element) => element.Attributes().FirstOrDefault(one => one.Name.LocalName == "val")?.Value;

        private static string TextOf(XElement paragraph)
        {
            var text = new StringBuilder();
            foreach (var element in paragraph.Descendants())
                // A text box stands twice: as drawn now, and for programs of before.
                if (element.Ancestors().TakeWhile(above => above != paragraph).Any(above => above.Name.LocalName == "Fallback"))
                    continue;
                else if (element.Name.LocalName == "t")
                    text.Append(element.Value);
                else if (element.Name.LocalName is "tab" or "br" or "cr")
                    text.Append(' ');
                else if (element.Name.LocalName == "noBreakHyphen")
                    text.Append('-');
            return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
