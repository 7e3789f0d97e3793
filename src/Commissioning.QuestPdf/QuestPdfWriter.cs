using System.Text;
using Commissioning.Domain;
using Commissioning.Platform.Documents;
using QuestPDF.Drawing;
using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;
using Color = QuestPDF.Infrastructure.Color;
// Both libraries define a column and a table.
using Figures = Commissioning.Platform.Documents.Figures;

namespace Commissioning.QuestPdf;

/// <summary>Draws documents to PDF with QuestPDF, without a browser: the measures of LetterHtml's print style, tagged (PDF/UA-1) and
/// archivable (PDF/A-3a). Lines and page numbers are outside the reading order.</summary>
public sealed class QuestPdfWriter : IPdfWriter
{
    private const float Millimetre = 72f / 25.4f;
    private static readonly Color Ink = Color.FromHex("#14181f"),
        Grey = Color.FromHex("#4a5565"),
        Rule = Color.FromHex("#b8c0cc"),
        Inset = Color.FromHex("#5b7a9d"),
        Writing = Color.FromHex("#8a94a3");

    // Registered under our own names, because two subsets of one font carry the same name in their files.
    private static readonly (string Name, string File)[] Fonts =
    [
        ("Portal Latin", "noto-sans-latin"),
        ("Portal Latin Extended", "noto-sans-latin-ext"),
        ("Portal Gujarati", "noto-sans-gujarati-gujarati"),
        ("Portal Gurmukhi", "noto-sans-gurmukhi-gurmukhi"),
        ("Portal Bengali", "noto-sans-bengali-bengali"),
        ("Portal Devanagari", "noto-sans-devanagari-devanagari"),
        ("Portal Arabic", "noto-sans-arabic-arabic"),
    ];

    private readonly LetterHead head;

    public QuestPdfWriter(PdfOptions options)
    {
        head = options.Head;
        try
        {
            global::QuestPDF.Settings.License = Enum.Parse<LicenseType>(options.QuestPdfLicence ?? "");
            global::QuestPDF.Settings.UseEnvironmentFonts = false;
            foreach (var (name, file) in Fonts)
            foreach (var weight in (int[])[400, 700])
            {
                var path = Path.Combine(options.FontsFolder ?? "", $"{file}-{weight}-normal.ttf");
                if (!File.Exists(path))
                {
                    WhyUnavailable = $"PDF files need the font {path}. It is made with the style sheet: build the project again.";
                    return;
                }
                using var font = File.OpenRead(path);
                FontManager.RegisterFontWithCustomName(name, font);
            }
        }
        catch (TypeInitializationException exception)
        {
            WhyUnavailable =
                $"QuestPDF's own library does not load on this machine: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}. Set Pdf__Provider to chromium.";
        }
    }

    public string? WhyUnavailable { get; }

    public Task<byte[]> WriteAsync(LetterDocument document, PrintSize size = PrintSize.Usual, CancellationToken cancellation = default) =>
        WhyUnavailable is { } sentence
            ? Task.FromException<byte[]>(new PdfUnavailableException(sentence))
            : Task.Run(() => Draw(document, size), cancellation);

    private byte[] Draw(LetterDocument letter, PrintSize print)
    {
        var size = (
            print == PrintSize.Large ? Large
            : letter.IsCompact ? Compact
            : Usual
        ) with
        {
            Head = head,
        };
        return Document
            .Create(pages =>
                pages.Page(page =>
                {
                    page.Size(PageSizes.A4);
                    page.MarginHorizontal(20, Unit.Millimetre);
                    page.MarginTop(20, Unit.Millimetre);
                    page.MarginBottom(10, Unit.Millimetre);
                    page.DefaultTextStyle(style =>
                        style.FontFamily([.. Fonts.Select(font => font.Name)]).FontSize(size.Text).LineHeight(size.Line).FontColor(Ink)
                    );
                    page.Content()
                        .SemanticArticle()
                        .Column(column =>
                        {
                            Head(column, letter, size);
                            for (var i = 0; i < letter.Blocks.Count; i++)
                            {
                                // A signature must not start a page alone, so it is kept with the paragraph before it.
                                if (letter.Blocks[i] is Paragraph last && letter.Blocks.ElementAtOrDefault(i + 1) is Signature signature)
                                {
                                    column
                                        .Item()
                                        .PreventPageBreak()
                                        .Column(together =>
                                        {
                                            Block(together, last, size);
                                            Block(together, signature, size);
                                        });
                                    i++;
                                }
                                else if (letter.Blocks[i] is PageBreak)
                                    column.Item().PageBreak();
                                else if (letter.Blocks[i] is Contents)
                                    List(column, [.. Contents.Of(letter).Select(one => one.Text)], _ => "•", size);
                                else
                                    Block(column, letter.Blocks[i], size);
                            }
                            foreach (var line in letter.Sender?.Foot ?? [])
                                column
                                    .Item()
                                    .SemanticParagraph()
                                    .DefaultTextStyle(style => style.FontSize(size.Small).FontColor(Grey))
                                    .Text(text => Runs(text, line));
                        });
                    page.Footer()
                        .Height(12, Unit.Millimetre)
                        .AlignBottom()
                        .DefaultTextStyle(style => style.FontSize(9).FontColor(Grey))
                        .Text(text =>
                        {
                            if (letter.Reference is { } mark)
                                text.Span($"{mark}    ");
                            text.Span("Page ");
                            text.CurrentPageNumber();
                            text.Span(" of ");
                            text.TotalPages();
                        });
                })
            )
            .WithMetadata(
                new DocumentMetadata
                {
                    Title = letter.Title,
                    Language = letter.Language,
                    Author = letter.Sender?.Name,
                    Subject = letter.Reference,
                    Creator = "Commissioning portal",
                }
            )
            .WithSettings(
                new DocumentSettings { PDFUA_Conformance = PDFUA_Conformance.PDFUA_1, PDFA_Conformance = PDFA_Conformance.PDFA_3A }
            )
            .GeneratePdf();
    }

    /// <summary>Points; millimetres for spacing.</summary>
    private sealed record Measures(
        float Text,
        float Line,
        float Title,
        float Second,
        float Small,
        float Table,
        float AfterHead,
        float AfterTitle,
        float BeforeSecond,
        float AfterSecond,
        float After,
        float AfterItem,
        float Cell,
        float Keys
    )
    {
        public LetterHead Head { get; init; } = LetterHead.Plain;
        public Color Blue => Color.FromHex(Head.Colour);
    }

    private static readonly Measures Usual = new(12, 1.4f, 17, 13.5f, 9.5f, 11, 6, 4, 5, 2, 2.6f, 1, 1.1f, 55);
    private static readonly Measures Compact = new(9, 1.25f, 13, 10, 9, 9, 2.5f, 2, 2, .8f, 1.2f, 0, .4f, 35);
    private static readonly Measures Large = new(18, 1.4f, 25, 20, 15, 16, 6, 4, 5, 2, 2.6f, 1, 1.1f, 60);

    private static void Head(ColumnDescriptor column, LetterDocument letter, Measures size)
    {
        if (letter.Sender is { } sender)
            column
                .Item()
                .PaddingBottom(size.AfterHead + 2, Unit.Millimetre)
                .BorderBottom(1.2f, Unit.Millimetre)
                .BorderColor(size.Blue)
                .PaddingBottom(4, Unit.Millimetre)
                .DefaultTextStyle(style => style.FontSize(size.Small).FontColor(size.Blue))
                .Row(row =>
                {
                    row.Spacing(10, Unit.Millimetre);
                    var own = sender.Logo is { Content: not null } mark ? mark : null;
                    if ((own?.Content ?? size.Head.Logo) is { } logo)
                    {
                        var cell = row.ConstantItem(18, Unit.Millimetre);
                        var place = (own is null ? cell.SemanticIgnore() : cell.SemanticImage(own.Alt)).Height(14, Unit.Millimetre);
                        if ((own?.ContentType ?? size.Head.LogoType) == "image/png")
                            place.Image(logo).FitArea();
                        else
                            place.Svg(Encoding.UTF8.GetString(logo)).FitArea();
                    }
                    row.RelativeItem()
                        .SemanticParagraph()
                        .Text(text =>
                        {
                            text.Line(sender.Name).FontSize(12.5f).Bold();
                            if (sender.Fund is { } fund)
                                text.Span(fund).FontSize(12.5f);
                        });
                    row.AutoItem()
                        .SemanticParagraph()
                        .Text(
                            string.Join(
                                '\n',
                                sender
                                    .AddressLines.Append(sender.Email)
                                    .Append(sender.Phone)
                                    .Append(sender.Web ?? "")
                                    .Where(line => line.Length > 0)
                            )
                        )
                        .AlignRight();
                });
        if (letter.Recipient.Count > 0)
            Paragraph(column, string.Join('\n', letter.Recipient), size.AfterHead);
        var reference = string.Join(
            '\n',
            new[]
            {
                letter.Date is { } date ? LondonTime.Date(date) : null,
                letter.Reference is { } mark ? $"Our reference: {mark}" : null,
                letter.About,
                letter.Sender?.Contact is { } contact ? $"Contact: {contact}" : null,
            }.Where(line => line is not null)
        );
        if (reference.Length > 0)
            Paragraph(column, reference, size.AfterHead);
        column
            .Item()
            .PaddingBottom(size.AfterTitle, Unit.Millimetre)
            .SemanticHeader1()
            .Text(letter.Title)
            .FontSize(size.Title)
            .Bold()
            .FontColor(size.Blue)
            .LineHeight(1.2f);
    }

    private static void Block(ColumnDescriptor column, LetterBlock block, Measures size)
    {
        switch (block)
        {
            case Heading heading:
                Heading(column, heading, size);
                break;
            case Paragraph paragraph:
                Paragraph(column, paragraph.Text, size.After);
                break;
            case Bullets bullets:
                List(column, bullets.Items, _ => "•", size);
                break;
            case Numbered numbered:
                List(column, numbered.Items, i => $"{i + 1}.", size);
                break;
            case Clauses clauses:
                for (var i = 0; i < clauses.Items.Count; i++)
                {
                    column
                        .Item()
                        .EnsureSpace(15 * Millimetre)
                        .PaddingTop(2, Unit.Millimetre)
                        .SemanticHeader4()
                        .Text($"{i + 1}. {clauses.Items[i].Heading}")
                        .Bold();
                    foreach (var paragraph in clauses.Items[i].Paragraphs)
                        Paragraph(column, paragraph, .8f);
                }
                break;
            case PageBreak:
                column.Item().PageBreak();
                break;
            case Figures figures:
                Table(column, figures, size);
                break;
            case KeyValues facts:
                Facts(column, facts, size);
                break;
            case Quote quote:
                Bar(column, size)
                    .SemanticBlockQuotation()
                    .Column(words =>
                    {
                        words.Item().SemanticParagraph().Text(text => Runs(text, quote.Text));
                        if (quote.Source is { } source)
                            words.Item().SemanticParagraph().Text(source).FontSize(9).FontColor(Grey);
                    });
                break;
            case Notice notice:
                Bar(column, size).SemanticParagraph().Text(text => Runs(text, notice.Text));
                break;
            case Signature signature:
                column
                    .Item()
                    .PaddingTop(12, Unit.Millimetre)
                    .PaddingBottom(size.After, Unit.Millimetre)
                    .ShowEntire()
                    .SemanticParagraph()
                    .Text(text =>
                    {
                        text.Line(signature.Name).Bold();
                        text.Span(signature.Role);
                    });
                break;
            case FillBoxes boxes:
                foreach (var row in boxes.Rows)
                    Box(column, string.Join("   ", (row.Choices ?? []).Select(choice => $"[  ] {choice}").Prepend(row.Label)), row.Lines);
                break;
            case FillTable answers:
                Paragraph(column, $"{answers.Caption}: {string.Join("; ", answers.Columns.Select(one => one.Name))}", size.After);
                foreach (var row in answers.Rows)
                    Box(column, row, answers.Lines);
                break;
            case WritingSpace space:
                for (var i = 0; i < space.Lines; i++)
                    column.Item().SemanticIgnore().Height(8, Unit.Millimetre).BorderBottom(.25f, Unit.Millimetre).BorderColor(Writing);
                column.Item().SemanticIgnore().Height(5, Unit.Millimetre);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A kind of block that has no PDF");
        }
    }

    /// <summary>A label with room to write below it. Only Chromium's print can be filled in on a screen.</summary>
    private static void Box(ColumnDescriptor column, string label, int lines)
    {
        if (label.Length > 0)
            column.Item().SemanticParagraph().Text(label);
        column
            .Item()
            .PaddingBottom(2, Unit.Millimetre)
            .SemanticIgnore()
            .Height(lines * 9, Unit.Millimetre)
            .Border(.25f, Unit.Millimetre)
            .BorderColor(Writing);
    }

    private static void Heading(ColumnDescriptor column, Heading heading, Measures size)
    {
        // Space for the heading and some lines below it; otherwise both move to the next page.
        var item = column.Item().EnsureSpace(20 * Millimetre);
        switch (heading.Level)
        {
            case 2:
                item.PaddingTop(size.BeforeSecond, Unit.Millimetre)
                    .PaddingBottom(size.AfterSecond, Unit.Millimetre)
                    .SemanticHeader2()
                    .Text(heading.Text)
                    .FontSize(size.Second)
                    .Bold()
                    .FontColor(size.Blue);
                break;
            case 3:
                item.PaddingTop(5, Unit.Millimetre)
                    .PaddingBottom(2, Unit.Millimetre)
                    .SemanticHeader3()
                    .Text(heading.Text)
                    .FontSize(size.Text + .5f)
                    .Bold();
                break;
            default:
                item.PaddingTop(4, Unit.Millimetre).PaddingBottom(1.5f, Unit.Millimetre).SemanticHeader4().Text(heading.Text).Bold();
                break;
        }
    }

    private static void Paragraph(ColumnDescriptor column, string text, float after) =>
        column.Item().PaddingBottom(after, Unit.Millimetre).SemanticParagraph().Text(words => Runs(words, text));

    /// <summary>A text with its bold words and links.</summary>
    private static void Runs(TextDescriptor words, string text)
    {
        foreach (var run in TextRun.Of(Lines(text)))
        {
            var span = run.Link is null ? words.Span(run.Text) : words.Hyperlink(run.Text, run.Link);
            if (run.IsBold)
                span.Bold();
        }
    }

    private static IContainer Bar(ColumnDescriptor column, Measures size) =>
        column
            .Item()
            .PaddingVertical(size.After, Unit.Millimetre)
            .BorderLeft(1.2f, Unit.Millimetre)
            .BorderColor(Inset)
            .PaddingVertical(1, Unit.Millimetre)
            .PaddingLeft(4, Unit.Millimetre);

    private static void List(ColumnDescriptor column, IReadOnlyList<string> items, Func<int, string> label, Measures size) =>
        column
            .Item()
            .PaddingBottom(size.After, Unit.Millimetre)
            .SemanticList()
            .Column(list =>
            {
                for (var i = 0; i < items.Count; i++)
                {
                    var (mark, item) = (label(i), items[i]);
                    list.Item()
                        .PaddingBottom(size.AfterItem, Unit.Millimetre)
                        .SemanticListItem()
                        .Row(row =>
                        {
                            row.ConstantItem(6, Unit.Millimetre).SemanticListLabel().Text(mark);
                            row.RelativeItem().SemanticListItemBody().Text(text => Runs(text, item));
                        });
                }
            });

    /// <summary>Terms and descriptions. PDF/UA-1 has no such list, so it is a two-column table whose first column is the header.</summary>
    private static void Facts(ColumnDescriptor column, KeyValues facts, Measures size) =>
        column
            .Item()
            .PaddingBottom(size.After + 1, Unit.Millimetre)
            .SemanticTable()
            .Table(table =>
            {
                table.ColumnsDefinition(columns =>
                {
                    columns.ConstantColumn(size.Keys, Unit.Millimetre);
                    columns.RelativeColumn();
                });
                foreach (var fact in facts.Rows)
                {
                    Box(table.Cell().AsSemanticHorizontalHeader(), size).Text(fact.Key).Bold();
                    Box(table.Cell(), size).Text(Lines(fact.Value));
                }
            });

    private static void Table(ColumnDescriptor column, Figures figures, Measures size) =>
        column
            .Item()
            .PaddingTop(2, Unit.Millimetre)
            .PaddingBottom(5, Unit.Millimetre)
            .DefaultTextStyle(style => style.FontSize(size.Table))
            .Column(whole =>
            {
                // Keeps the caption with the column headers and the first row.
                whole
                    .Item()
                    .EnsureSpace(25 * Millimetre)
                    .PaddingBottom(1.5f, Unit.Millimetre)
                    .SemanticCaption()
                    .Text(figures.Caption)
                    .Bold();
                whole
                    .Item()
                    .SemanticTable()
                    .Table(table =>
                    {
                        table.ColumnsDefinition(columns =>
                        {
                            foreach (var width in Widths(figures))
                                columns.RelativeColumn(width);
                        });
                        table.Header(header =>
                        {
                            foreach (var head in figures.Columns)
                            {
                                var text = header
                                    .Cell()
                                    .BorderBottom(.5f, Unit.Millimetre)
                                    .BorderColor(size.Blue)
                                    .PaddingVertical(size.Cell, Unit.Millimetre)
                                    .PaddingRight(3, Unit.Millimetre)
                                    .Text(head.Name)
                                    .Bold();
                                if (head.Numeric)
                                    text.AlignRight();
                            }
                        });
                        foreach (var row in figures.Rows)
                            Row(table, figures, row, isTotal: false, size);
                        // In the body, because a table's foot would be repeated on every page.
                        if (figures.Totals is { } totals)
                            Row(table, figures, totals, isTotal: true, size);
                    });
            });

    private static void Row(TableDescriptor table, Figures figures, IReadOnlyList<string> cells, bool isTotal, Measures size)
    {
        for (var i = 0; i < figures.Columns.Count; i++)
        {
            var cell = table.Cell();
            // An empty first cell, as in a form to fill in, is not a row header.
            if (i == 0 && !string.IsNullOrWhiteSpace(cells[i]))
                cell = cell.AsSemanticHorizontalHeader();
            var text = (
                isTotal
                    ? cell.ShowEntire()
                        .BorderTop(.5f, Unit.Millimetre)
                        .BorderColor(size.Blue)
                        .PaddingVertical(size.Cell, Unit.Millimetre)
                        .PaddingRight(3, Unit.Millimetre)
                    : Box(cell, size)
            ).Text(Lines(cells[i]));
            if (isTotal)
                text.Bold();
            if (figures.Columns[i].Numeric)
                text.AlignRight();
        }
    }

    private static IContainer Box(IContainer cell, Measures size) =>
        cell.ShowEntire()
            .BorderBottom(.25f, Unit.Millimetre)
            .BorderColor(Rule)
            .PaddingVertical(size.Cell, Unit.Millimetre)
            .PaddingRight(3, Unit.Millimetre);

    /// <summary>From the longest words of each column, because this library does not size columns by content.</summary>
    private static IEnumerable<float> Widths(Figures figures) =>
        figures.Columns.Select(
            (column, i) =>
                (float)
                    Math.Clamp(
                        figures.Rows.Select(row => row[i].Length).Append(figures.Totals?[i].Length ?? 0).Append(column.Name.Length).Max(),
                        8,
                        40
                    )
        );

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
