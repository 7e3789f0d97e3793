using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using DocumentFormat.OpenXml.Packaging;
using static Commissioning.Platform.Documents.WordStyles;

namespace Commissioning.Platform.Documents;

/// <summary>A document as a Word file (.docx), from the same blocks as its page and its PDF: headings with levels, tables whose header row
/// is marked and repeats, charts with words for those who do not see them, links inside the document, and the document's title and
/// language.</summary>
public sealed partial class WordDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Width between the margins of a sheet, in twentieths of a point.</summary>
    private const int PageWidth = 9638;

    /// <summary>A row with more characters than this may be divided between pages.</summary>
    private const int LongRow = 1500;

    private readonly MainDocumentPart main;
    private readonly StringBuilder body = new();
    private int bookmarks;
    private int lists;
    private int charts;
    private bool isOnNewPage;

    private WordDocument(MainDocumentPart main) => this.main = main;

    public static byte[] Write(LetterDocument document)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, DocumentFormat.OpenXml.WordprocessingDocumentType.Document, autoSave: true))
        {
            file.PackageProperties.Title = document.Title;
            file.PackageProperties.Creator = document.Sender?.Name ?? "";
            file.PackageProperties.Language = document.Language;
            file.PackageProperties.Subject = document.Sender?.Fund ?? "";
            if (document.Date is { } date)
                file.PackageProperties.Created = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            new WordDocument(file.AddMainDocumentPart()).WriteParts(document);
        }
        return stream.ToArray();
    }

    private void WriteParts(LetterDocument document)
    {
        Put(main.AddNewPart<StyleDefinitionsPart>(), Styles(document.Language));
        Put(main.AddNewPart<DocumentSettingsPart>(), Settings(document.Language));
        var footer = main.AddNewPart<FooterPart>();
        Put(footer, Footer(document.Reference is { } everywhere ? Runs(everywhere) : ""));
        Head(document);
        var contents = Contents.Of(document);
        var section = 0;
        foreach (var block in document.Blocks)
            Append(
                block switch
                {
                    Heading { Level: 2 } second => second with { Id = contents[section++].Id },
                    _ => block,
                },
                contents
            );
        foreach (var line in document.Sender?.Foot ?? [])
            Paragraph("Sender", line);
        Put(main.AddNewPart<NumberingDefinitionsPart>(), Numbering(lists));
        Put(main, Document(body.ToString(), main.GetIdOfPart(footer)));
    }

    private static void Put(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(stream);
    }

    private void Head(LetterDocument document)
    {
        if (document.Sender is { } sender)
        {
            Paragraph("Sender", $"**{sender.Name}**{(sender.Fund is { } fund ? $"\n{fund}" : "")}");
            Paragraph(
                "Sender",
                string.Join(
                    '\n',
                    sender.AddressLines.Concat(
                        new[] { sender.Email, sender.Phone, sender.Web }.OfType<string>().Where(line => line.Length > 0)
                    )
                )
            );
        }
        if (document.Recipient.Count > 0)
            Paragraph("Normal", string.Join('\n', document.Recipient));
        var lines = new[]
        {
            document.Date is { } date ? LondonTime.Date(date) : null,
            document.Reference is { } reference ? $"Our reference: {reference}" : null,
            document.About,
            document.Sender?.Contact is { } contact ? $"Contact: {contact}" : null,
        }.OfType<string>();
        if (lines.Any())
            Paragraph("Normal", string.Join('\n', lines));
        Paragraph("Title", document.Title);
    }

    private void Append(LetterBlock block, IReadOnlyList<(string Id, string Text)> contents)
    {
        switch (block)
        {
            case Heading heading:
                Heading(heading);
                break;
            case Paragraph paragraph:
                Paragraph("Normal", paragraph.Text);
                break;
            case Bullets bullets:
                foreach (var item in bullets.Items)
                    Paragraph("ListParagraph", item, list: 1);
                break;
            case Numbered numbered:
                lists++;
                foreach (var item in numbered.Items)
                    Paragraph("ListParagraph", item, list: lists + 1);
                break;
            case Clauses clauses:
                for (var i = 0; i < clauses.Items.Count; i++)
                {
                    Heading(new(4, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {clauses.Items[i].Heading}")));
                    foreach (var words in clauses.Items[i].Paragraphs)
                        Paragraph("Normal", words);
                }
                break;
            case Contents:
                Paragraph("Normal", "**Contents**", isKept: true);
                foreach (var (id, text) in contents)
                    body.Append("<w:p><w:pPr><w:pStyle w:val=\"Contents\"/></w:pPr>").Append(Inside(id, text)).Append("</w:p>");
                break;
            case KeyValues facts:
                Table(null, facts.Rows.Select(fact => (IReadOnlyList<string>)[$"**{fact.Key}**", fact.Value]).ToList());
                break;
            case Figures figures:
                Paragraph("Caption", figures.Caption, isKept: true);
                Table(figures, figures.Rows);
                if (figures.Bars.Count > 0)
                    Chart(figures);
                break;
            case Quote quote:
                Paragraph("Quote", quote.Text);
                if (quote.Source is { } source)
                    Paragraph("QuoteSource", source);
                break;
            case Notice notice:
                Paragraph("Quote", notice.Text);
                break;
            case Signature signature:
                Paragraph("Signature", $"**{signature.Name}**\n{signature.Role}");
                break;
            case PageBreak:
                isOnNewPage = true;
                break;
            case WritingSpace space:
                for (var i = 0; i < space.Lines; i++)
                    Paragraph("Normal", "______________________________");
                break;
            case FillBoxes boxes:
                foreach (var row in boxes.Rows)
                    Paragraph("Normal", $"{row.Label}: {string.Join("   ", (row.Choices ?? []).Select(choice => $"[  ] {choice}"))}");
                break;
            case FillTable table:
                Paragraph("Caption", table.Caption, isKept: true);
                Table(
                    new(table.Caption, table.Columns, []),
                    table.Rows.Select(row => (IReadOnlyList<string>)[row, .. table.Columns.Skip(1).Select(_ => "")]).ToList()
                );
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A kind of block that has no Word");
        }
    }

    private void Heading(Heading heading)
    {
        body.Append(CultureInfo.InvariantCulture, $"<w:p>{Properties($"Heading{heading.Level}", heading.Text)}");
        if (heading.Id is { } id)
            body.Append(CultureInfo.InvariantCulture, $"<w:bookmarkStart w:id=\"{bookmarks}\" w:name=\"{NameOf(id)}\"/>");
        body.Append(Runs(heading.Text));
        if (heading.Id is not null)
            body.Append(CultureInfo.InvariantCulture, $"<w:bookmarkEnd w:id=\"{bookmarks++}\"/>");
        body.Append("</w:p>");
    }

    /// <param name="list">The numbering that it belongs to; null: it is no item of a list.</param>
    /// <param name="isKept">It stays on the page of what follows.</param>
    private void Paragraph(string style, string text, int? list = null, bool isKept = false) =>
        body.Append(CultureInfo.InvariantCulture, $"<w:p>{Properties(style, text, list, isKept)}{Runs(text)}</w:p>");

    private string Properties(string style, string text, int? list = null, bool isKept = false, bool isRight = false)
    {
        var properties = new StringBuilder($"<w:pPr><w:pStyle w:val=\"{style}\"/>");
        if (isKept)
            properties.Append("<w:keepNext/>");
        if (isOnNewPage)
            properties.Append("<w:pageBreakBefore/>");
        isOnNewPage = false;
        if (list is { } number)
            properties.Append(CultureInfo.InvariantCulture, $"<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        if (StartsFromRight().IsMatch(text))
            properties.Append("<w:bidi/>");
        if (isRight)
            properties.Append("<w:jc w:val=\"right\"/>");
        return properties.Append("</w:pPr>").ToString();
    }

    /// <summary>A table of facts, whose first column names them, or a table with a header row.</summary>
    private void Table(Figures? figures, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Widths(figures, rows);
        body.Append(
            $"<w:tbl><w:tblPr><w:tblStyle w:val=\"{(figures is null ? "Facts" : "Figures")}\"/><w:tblW w:w=\"{PageWidth}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"{(figures is null ? "0080" : "00A0")}\" w:firstRow=\"{(figures is null ? 0 : 1)}\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        );
        if (figures is not null)
            body.Append($"<w:tblCaption w:val=\"{Attribute(figures.Caption)}\"/>");
        body.Append("</w:tblPr><w:tblGrid>");
        foreach (var width in widths)
            body.Append(CultureInfo.InvariantCulture, $"<w:gridCol w:w=\"{width}\"/>");
        body.Append("</w:tblGrid>");
        var isShort = figures?.IsShort ?? rows.Count <= 12;
        if (figures is not null)
            Row(figures, [.. figures.Columns.Select(column => column.Name)], widths, null, isHead: true, isBold: true, isKept: true);
        for (var i = 0; i < rows.Count; i++)
            Row(
                figures,
                rows[i],
                widths,
                figures?.Anchors?.ElementAtOrDefault(i),
                isHead: false,
                isBold: false,
                isKept: isShort && (i < rows.Count - 1 || figures?.Totals is not null)
            );
        if (figures?.Totals is { } totals)
            Row(figures, totals, widths, null, isHead: false, isBold: true, isKept: false);
        // Word joins two tables that touch.
        body.Append("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
    }

    private void Row(
        Figures? figures,
        IReadOnlyList<string> cells,
        IReadOnlyList<int> widths,
        string? anchor,
        bool isHead,
        bool isBold,
        bool isKept
    )
    {
        body.Append("<w:tr>");
        if (isHead || cells.Sum(cell => cell.Length) <= LongRow)
            body.Append($"<w:trPr><w:cantSplit/>{(isHead ? "<w:tblHeader/>" : "")}</w:trPr>");
        for (var i = 0; i < cells.Count; i++)
        {
            var isRight = figures is not null && figures.Columns[i].Numeric;
            var lines = anchor is not null && i == 0 ? cells[i].Split('\n', 2) : [];
            body.Append(
                CultureInfo.InvariantCulture,
                $"<w:tc><w:tcPr><w:tcW w:w=\"{widths[i]}\" w:type=\"dxa\"/></w:tcPr><w:p>{Properties("Cell", cells[i], isKept: isKept, isRight: isRight)}"
            );
            body.Append(
                    lines.Length == 0
                        ? Runs(cells[i], isBold)
                        : Inside(anchor!, lines[0]) + (lines.Length > 1 ? $"<w:r><w:br/></w:r>{Runs(lines[1])}" : "")
                )
                .Append("</w:p></w:tc>");
        }
        body.Append("</w:tr>");
    }

    /// <summary>From the longest text of each column, within limits, because Word is told the widths.</summary>
    private static IReadOnlyList<int> Widths(Figures? figures, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (figures is null)
            return [PageWidth * 3 / 10, PageWidth - (PageWidth * 3 / 10)];
        var weights = figures
            .Columns.Select(
                (column, i) =>
                    Math.Clamp(
                        rows.Concat(figures.Totals is { } totals ? [totals] : [])
                            .SelectMany(row => row[i].Split('\n'))
                            .Select(line => line.Length)
                            .Append(column.Name.Length)
                            .Max(),
                        9,
                        column.Numeric ? 14 : 36
                    )
            )
            .ToList();
        return weights.Select(weight => PageWidth * weight / weights.Sum()).ToList();
    }

    private void Chart(Figures figures)
    {
        var part = main.AddNewPart<ChartPart>();
        Put(part, ChartOf(figures));
        var said = $"Bar chart: {figures.Caption}. {string.Join("; ", figures.Bars.Select(bar => $"{bar.Label} {bar.Text}"))}";
        body.Append("<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr>")
            .Append(Drawing(main.GetIdOfPart(part), ++charts, Attribute(said), figures.Bars.Count))
            .Append("</w:p>");
    }

    /// <summary>A link to a heading of the document.</summary>
    private string Inside(string id, string text) =>
        $"<w:hyperlink w:anchor=\"{NameOf(id)}\" w:history=\"1\">{Pieces(text, "<w:rStyle w:val=\"Hyperlink\"/>", false)}</w:hyperlink>";

    private string Runs(string text, bool isBold = false)
    {
        var runs = new StringBuilder();
        foreach (var run in TextRun.Of(text.ReplaceLineEndings("\n")))
            if (run.Link is { } link && Uri.TryCreate(link, UriKind.Absolute, out var address))
                runs.Append($"<w:hyperlink r:id=\"{main.AddHyperlinkRelationship(address, true).Id}\" w:history=\"1\">")
                    .Append(Pieces(run.Text, "<w:rStyle w:val=\"Hyperlink\"/>", run.IsBold || isBold))
                    .Append("</w:hyperlink>");
            else
                runs.Append(Pieces(run.Text, "", run.IsBold || isBold));
        return runs.ToString();
    }

    /// <summary>Text in pieces: words from right to left say so, and a reference has hyphens that do not break.</summary>
    private static string Pieces(string text, string style, bool isBold)
    {
        var (runs, end) = (new StringBuilder(), 0);
        foreach (var found in Unusual().EnumerateMatches(text))
        {
            Add(text[end..found.Index], false, "-");
            var word = text.Substring(found.Index, found.Length);
            if (word[0] > 'z')
                Add(word, true, "-");
            else
                Add(word, false, "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">");
            end = found.Index + found.Length;
        }
        Add(text[end..], false, "-");
        return runs.ToString();

        void Add(string piece, bool isFromRight, string hyphen)
        {
            if (piece.Length == 0)
                return;
            var words = Escape(piece)
                .Replace("-", hyphen, StringComparison.Ordinal)
                .Replace("\n", "</w:t><w:br/><w:t xml:space=\"preserve\">", StringComparison.Ordinal);
            runs.Append($"<w:r><w:rPr>{style}{(isBold ? "<w:b/><w:bCs/>" : "")}{(isFromRight ? "<w:rtl/>" : "")}</w:rPr>")
                .Append($"<w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        }
    }

    /// <summary>A bookmark's name has letters, figures and low lines only.</summary>
    private static string NameOf(string id) => id.Replace('-', '_');

    [GeneratedRegex(TextHtml.Reference + "|" + TextHtml.RightToLeft)]
    private static partial Regex Unusual();

    [GeneratedRegex(@"^[\W\d]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]")]
    private static partial Regex StartsFromRight();
}
