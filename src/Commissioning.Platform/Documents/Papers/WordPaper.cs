using System.Text;
using System.Xml;
using Commissioning.Domain;
using Commissioning.Platform.Files;

namespace Commissioning.Platform.Documents.Papers;

/// <summary>The paragraphs and tables of a .docx file, read from first to last without building a document of it. A table in a cell is a
/// table of its own; deleted text is left out.</summary>
internal sealed class WordPaper
{
    /// <summary>The most bytes that the text may unpack to.</summary>
    public const int MostUnpacked = 50 * 1024 * 1024;

    /// <summary>The most paragraphs and cells of a paper.</summary>
    public const int MostTexts = 200_000;
    private const int Deepest = 100;

    private readonly string name;
    private readonly List<PaperBlock> blocks = [];
    private int pictures;
    private int paragraphs;
    private int tables;
    private int texts;

    private WordPaper(string name) => this.name = name;

    public static IReadOnlyList<PaperBlock> Read(string name, byte[] content)
    {
        var paper = new WordPaper(name);
        try
        {
            using var parts = new BoundedArchive(name, new MemoryStream(content, writable: false), MostUnpacked);
            if (!parts.Has("word/document.xml"))
                throw new UnreadableFileException($"{name} is not a Word document (.docx). Open it and save it again as one.");
            using var xml = parts.OpenXml("word/document.xml");
            xml.MoveToContent();
            foreach (var part in Children(xml))
                if (part == "body")
                    paper.Blocks(xml);
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            throw new UnreadableFileException($"{name} is damaged or not a Word document (.docx). Open it and save it again.");
        }
        var (blocks, pictures) = (paper.blocks, paper.pictures);
        if (blocks.Count == 0 && pictures > 0)
            throw new UnreadableFileException(
                $"{name} has pictures and no text. A table in a picture cannot be read. Copy the figures from the document they came from, or type them."
            );
        if (pictures > 0 && !blocks.OfType<PaperTable>().Any())
            throw new UnreadableFileException(
                $"{name} has no table, but {(pictures == 1 ? "a picture" : $"{pictures} pictures")}. A table in a picture cannot be read. Copy the table and the text from the document they came from and paste them."
            );
        return blocks;
    }

    /// <summary>Names of the elements directly in the one at which the reader stands. The caller reads each to its end, or not at
    /// all.</summary>
    private static IEnumerable<string> Children(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            yield break;
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }
            yield return xml.LocalName;
            if (xml.NodeType == XmlNodeType.Element)
                xml.Skip();
            else
                xml.Read();
        }
    }

    /// <summary>Paragraphs and tables, also those in content controls.</summary>
    private void Blocks(XmlReader xml, int depth = 0)
    {
        if (depth > Deepest)
            throw TooDeep();
        foreach (var part in Children(xml))
            switch (part)
            {
                case "p":
                    paragraphs++;
                    if (Paragraph(xml) is { Length: > 0 } text)
                        blocks.Add(new PaperParagraph($"paragraph {paragraphs}", text));
                    break;
                case "tbl":
                    Add(Table(xml, depth), depth);
                    break;
                case "sdt" or "sdtContent" or "customXml" or "ins" or "smartTag":
                    Blocks(xml, depth + 1);
                    break;
            }
    }

    private sealed record WordTable(List<IReadOnlyList<string>> Rows, List<WordTable> Inner);

    /// <summary>Tables are numbered as they begin: those in its cells after it.</summary>
    private void Add(WordTable table, int depth)
    {
        var place = $"table {++tables}";
        // A table that only lays out the page holds running text.
        if (table.Rows.All(row => row.Count(cell => cell.Length > 0) <= 1))
            blocks.AddRange(
                table.Rows.SelectMany(row => row).Where(cell => cell.Length > 0).Select(cell => new PaperParagraph(place, cell))
            );
        else
            blocks.Add(new PaperTable(place, table.Rows) { CellPlace = (row, _) => $"{place}, row {row + 1}" });
        foreach (var inner in table.Inner)
            Add(inner, depth + 1);
    }

    private WordTable Table(XmlReader xml, int depth)
    {
        if (depth > Deepest)
            throw TooDeep();
        var table = new WordTable([], []);
        foreach (var part in Children(xml))
            if (part == "tr")
                table.Rows.Add(Row(xml, table, depth));
            else if (part == "sdt")
                RowsOfControl(xml, table, depth);
        return table;
    }

    /// <summary>Rows may stand in content controls within each other, under further elements.</summary>
    private void RowsOfControl(XmlReader xml, WordTable table, int depth)
    {
        if (depth > Deepest)
            throw TooDeep();
        foreach (var part in Children(xml))
            if (part == "tr")
                table.Rows.Add(Row(xml, table, depth));
            else if (part != "tbl")
                RowsOfControl(xml, table, depth + 1);
    }

    private List<string> Row(XmlReader xml, WordTable table, int depth)
    {
        var (cells, before) = (new List<string>(), 0);
        Cells(xml, cells, table, depth, ref before);
        cells.InsertRange(0, Enumerable.Repeat("", before));
        return cells;
    }

    private void Cells(XmlReader xml, List<string> cells, WordTable table, int depth, ref int before)
    {
        if (depth > Deepest)
            throw TooDeep();
        foreach (var part in Children(xml))
            if (part == "tc")
                Cell(xml, cells, table, depth);
            else if (part == "trPr")
                before = Properties(xml).Before;
            else if (part is "sdt" or "sdtContent")
                Cells(xml, cells, table, depth + 1, ref before);
    }

    private void Cell(XmlReader xml, List<string> cells, WordTable table, int depth)
    {
        var (text, goesOn, span) = (new List<string>(), false, 0);
        foreach (var part in Children(xml))
            if (part == "p")
                text.Add(Paragraph(xml));
            else if (part == "tbl")
                table.Inner.Add(Table(xml, depth + 1));
            else if (part == "tcPr")
                (_, span, goesOn) = Properties(xml);
        // A cell merged with the one above has no text of its own.
        cells.Add(goesOn ? "" : string.Join(' ', text).Trim());
        for (; span > 1; span--)
            cells.Add("");
        Count(Math.Max(span, 1));
    }

    /// <summary>Of a row or a cell. Word allows 63 columns.</summary>
    private static (int Before, int Span, bool GoesOn) Properties(XmlReader xml)
    {
        var (before, span, goesOn) = (0, 0, false);
        foreach (var part in Children(xml))
        {
            var value = ValueOf(xml);
            var number = int.TryParse(value, out var given) ? Math.Clamp(given, 0, 63) : 0;
            if (part == "gridBefore")
                before = number;
            else if (part == "gridSpan")
                span = number;
            else if (part == "vMerge")
                goesOn = value != "restart";
        }
        return (before, span, goesOn);
    }

    private static string? ValueOf(XmlReader xml)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more && value is null; more = xml.MoveToNextAttribute())
            if (xml.LocalName == "val")
                value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    /// <summary>The text of the paragraph at which the reader stands, with that of its text boxes. A text box stands twice: as drawn now,
    /// and, as Fallback, for programs of before.</summary>
    private string Paragraph(XmlReader xml)
    {
        Count(1);
        if (xml.IsEmptyElement)
            return "";
        var (text, depth, fallback) = (new StringBuilder(), xml.Depth, int.MaxValue);
        var isText = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth <= fallback)
                fallback = int.MaxValue;
            if (xml.NodeType == XmlNodeType.Element)
            {
                isText = xml.LocalName == "t" && !xml.IsEmptyElement;
                if (xml.LocalName is "drawing" or "pict")
                    pictures++;
                if (fallback < int.MaxValue)
                    continue;
                if (xml.LocalName == "Fallback" && !xml.IsEmptyElement)
                    fallback = xml.Depth;
                else if (xml.LocalName is "tab" or "br" or "cr")
                    text.Append(' ');
                else if (xml.LocalName == "noBreakHyphen")
                    text.Append('-');
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
                isText = false;
            else if (isText && fallback == int.MaxValue)
                text.Append(xml.Value);
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private void Count(int more)
    {
        if ((texts += more) > MostTexts)
            throw new UnreadableFileException($"{name} has more than {MostTexts:N0} paragraphs and cells. Split it.");
    }

    private static UnreadableFileException TooDeep() =>
        new("The document has tables within tables too deep to read. Copy its text and paste it instead.");
}
