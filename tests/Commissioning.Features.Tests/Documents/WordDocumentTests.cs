using Commissioning.Platform.Documents;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Drawing = DocumentFormat.OpenXml.Drawing.Wordprocessing;
// Both libraries define a paragraph.
using Paragraph = Commissioning.Platform.Documents.Paragraph;
using Words = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace Commissioning.Features.Tests.Documents;

public sealed class WordDocumentTests
{
    private static LetterDocument Sample(params LetterBlock[] more) =>
        new()
        {
            Title = "Recommendation: Safety Fund, Round 2",
            IsPaper = true,
            Reference = "CSF-24-R2-001",
            Date = new(2026, 3, 16),
            Sender = new("Office of the Commissioner", ["1 Test Street"], "grants@opcc.example", "0116 496 0000"),
            Blocks =
            [
                new KeyValues([new("Pot", "£10,000.00")]),
                new Contents(),
                new Heading(2, "Scores"),
                new Paragraph("See **CSF-24-R2-003**, or write to grants@opcc.example."),
                new Figures(
                    "By band",
                    [new("Band"), new("Applications", true)],
                    [
                        ["70% and above\nhigh", "2"],
                        ["Under 70%", "1"],
                    ],
                    ["Total", "3"]
                )
                {
                    Anchors = ["application-1", null],
                    Chart = [new("70% and above", 2, "2"), new("Under 70%", 1, "1")],
                },
                new Numbered(["First", "Second"]),
                new Bullets(["One"]),
                new Numbered(["First again"]),
                new Quote("It is affordable.", "Ann Lee"),
                new PageBreak(),
                new Heading(2, "Annex"),
                new Heading(3, "CSF-24-R2-001: Project") { Id = "application-1" },
                new Notice("Read it."),
                new Signature("Sam Reed", "for the Commissioner"),
                .. more,
            ],
        };

    private static T Read<T>(LetterDocument document, Func<WordprocessingDocument, T> read)
    {
        using var stream = new MemoryStream(WordDocument.Write(document));
        using var file = WordprocessingDocument.Open(stream, isEditable: false);
        return read(file);
    }

    [Fact]
    public void A_Word_file_of_every_kind_of_block_is_valid() =>
        Assert.Empty(
            Read(
                Sample(
                    new Clauses([new("Money", ["Spend it."])]),
                    new WritingSpace(2),
                    new FillBoxes([new("Signed", 1, ["Yes", "No"])]),
                    new FillTable("Rows", [new("Item"), new("Cost")], ["", "Second"], 1)
                ),
                file =>
                    new OpenXmlValidator(FileFormatVersions.Office2019)
                        .Validate(file)
                        .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}")
                        .ToList()
            )
        );

    [Fact]
    public void A_Word_file_has_its_title_language_headings_and_header_rows() =>
        Read(
            Sample(),
            file =>
            {
                Assert.Equal("Recommendation: Safety Fund, Round 2", file.PackageProperties.Title);
                Assert.Equal("en-GB", file.PackageProperties.Language);
                var main = file.MainDocumentPart!;
                Assert.Equal(
                    "en-GB",
                    main.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!.Languages!.Val!.Value
                );
                Assert.Equal(
                    ["Title", "Heading2", "Heading2", "Heading3"],
                    Paragraphs(file)
                        .Select(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "")
                        .Where(style => style == "Title" || style.StartsWith("Heading", StringComparison.Ordinal))
                );
                var table = main.Document!.Body!.Elements<Table>().Last();
                Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
                Assert.Single(table.Elements<TableRow>(), row => row.TableRowProperties?.GetFirstChild<TableHeader>() is not null);
                Assert.Contains(Paragraphs(file), paragraph => paragraph.ParagraphProperties?.PageBreakBefore is not null);
                return 0;
            }
        );

    [Fact]
    public void A_Word_files_links_lead_to_places_that_exist() =>
        Read(
            Sample(),
            file =>
            {
                var body = file.MainDocumentPart!.Document!.Body!;
                var places = body.Descendants<BookmarkStart>().Select(place => place.Name!.Value).ToList();
                Assert.Equal(places.Count, places.Distinct().Count());
                var inside = body.Descendants<Hyperlink>().Where(link => link.Anchor is not null).ToList();
                Assert.Equal(["Scores", "Annex", "70% and above"], inside.Select(link => link.InnerText));
                Assert.All(inside, link => Assert.Contains(link.Anchor!.Value, places));
                var outside = body.Descendants<Hyperlink>().First(link => link.Id is not null);
                Assert.Contains(file.MainDocumentPart.HyperlinkRelationships, one => one.Id == outside.Id!.Value);
                return 0;
            }
        );

    [Fact]
    public void A_reference_does_not_break_at_its_hyphens_in_Word()
    {
        var words = Read(
            Sample(),
            file => Paragraphs(file).First(paragraph => paragraph.InnerText.StartsWith("See ", StringComparison.Ordinal)).OuterXml
        );
        Assert.DoesNotContain("CSF-24", words, StringComparison.Ordinal);
        Assert.Contains("noBreakHyphen", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_in_Word_says_its_figures_and_none_is_drawn_of_zeros()
    {
        string? Said(LetterDocument document) =>
            Read(
                document,
                file => file.MainDocumentPart!.Document!.Body!.Descendants<Drawing.DocProperties>().LastOrDefault()?.Description?.Value
            );
        Assert.Equal("Bar chart: By band. 70% and above 2; Under 70% 1", Said(Sample()));
        var zeros = Sample() with
        {
            Blocks =
            [
                new Figures(
                    "None",
                    [new("Band"), new("Number", true)],
                    [
                        ["All", "0"],
                    ]
                )
                {
                    Chart = [new("All", 0, "0")],
                },
            ],
        };
        Assert.Null(Said(zeros));
        Assert.DoesNotContain("<svg", LetterHtml.Body(zeros), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_from_right_to_left_say_so_and_a_reason_of_20000_characters_is_whole_in_Word()
    {
        var reason = string.Concat(Enumerable.Repeat("Because it works. ", 1112))[..20_000];
        var document = Sample(
            new Paragraph("جمعية الأمل, £5,000.00"),
            new Figures(
                "Reasons",
                [new("Application"), new("Why")],
                [
                    ["CSF-24-R2-004\u0001", reason],
                ]
            )
        );
        var (text, isFromRight, isWhole) = Read(
            document,
            file =>
                (
                    file.MainDocumentPart!.Document!.Body!.InnerText,
                    Paragraphs(file).Any(paragraph => paragraph.ParagraphProperties?.BiDi is not null),
                    file.MainDocumentPart.Document.Body.Descendants<TableRow>()
                        .Any(row => row.InnerText.Length > 20_000 && row.TableRowProperties?.GetFirstChild<CantSplit>() is null)
                )
        );
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.True(isFromRight);
        Assert.True(isWhole);
        Assert.Contains("<bdi>جمعية الأمل</bdi>, £5,000.00", LetterHtml.Body(document), StringComparison.Ordinal);
    }

    private static IEnumerable<Words> Paragraphs(WordprocessingDocument file) =>
        file.MainDocumentPart!.Document!.Body!.Descendants<Words>();
}
