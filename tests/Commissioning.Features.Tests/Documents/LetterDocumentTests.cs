using System.Text;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Documents;

public sealed class LetterDocumentTests(LetterDocumentTests.Printer printer) : IClassFixture<LetterDocumentTests.Printer>
{
    public sealed class Printer : IAsyncLifetime
    {
        public ChromiumPdf Pdf { get; } =
            new(new PdfOptions { FontsFolder = Repository.File("src", "Commissioning.Web", "wwwroot", "assets", "fonts") });

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Pdf.DisposeAsync();
    }

    private static LetterDocument Sample(string title = "Your grant of £5,000.00") =>
        new()
        {
            Title = title,
            Reference = "CSF-25-R2-001",
            Date = new(2026, 3, 16),
            Recipient = ["Asha Patel", "Friends of Test Park", "Leicester"],
            Sender = new(
                "Office of the Police and Crime Commissioner",
                ["1 Test Street", "Leicester"],
                "grants@opcc.example",
                "0116 496 0000"
            ),
            Blocks =
            [
                new Paragraph("Dear Asha Patel\nWe are pleased to offer a grant."),
                new Heading(2, "Conditions"),
                new Numbered(["Spend it on the project.", "Tell us of changes."]),
                new Figures(
                    "Budget",
                    [new("Item"), new("Amount", Numeric: true)],
                    [
                        ["Youth workers", "£3,000.00"],
                        ["Venue", "£2,000.00"],
                    ],
                    ["Total", "£5,000.00"]
                ),
                new KeyValues([new("Accept by", "13 April 2026")]),
                new Quote("ગુજરાતી લખાણ અહીં છે", "A resident"),
                new Notice("Keep this letter."),
                new Bullets(["One", "Two"]),
                new Signature("Sam Reed", "Commissioning officer"),
            ],
        };

    [Fact]
    public void A_letters_table_names_the_column_of_each_cell() =>
        Assert.Contains(
            "<td class=\"govuk-table__cell app-number\" data-label=\"Amount\">£3,000.00</td>",
            LetterHtml.Body(Sample()),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_letter_document_is_read_back_from_its_JSON_with_the_same_hash()
    {
        var again = LetterDocument.FromJson(Sample().ToJson());
        Assert.Equal(Sample().ToJson(), again.ToJson());
        Assert.Equal(Sample().Sha256(), again.Sha256());
    }

    [Fact]
    public void Text_typed_by_people_is_escaped_in_a_letters_HTML()
    {
        var html = LetterHtml.Body(Sample("<script>alert(1)</script>"));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letters_plain_text_says_everything_that_its_page_says()
    {
        var text = LetterText.Render(Sample());
        foreach (
            var words in new[]
            {
                "YOUR GRANT",
                "CSF-25-R2-001",
                "1. Spend it on the project.",
                "- Youth workers; Amount: £3,000.00",
                "= Total; Amount: £5,000.00",
                "Accept by: 13 April 2026",
                "> ગુજરાતી",
                "Sam Reed",
            }
        )
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 76, line));
    }

    [Fact]
    public async Task A_letters_PDF_is_tagged_titled_and_in_its_language()
    {
        var pdf = Encoding.Latin1.GetString(await printer.Pdf.WriteAsync(Sample()));
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        foreach (var mark in new[] { "/StructTreeRoot", "/MarkInfo", "/Lang (en-GB)", "/Table", "/TH", "/H1" })
            Assert.Contains(mark, pdf, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_papers_PDF_has_links_to_its_headings_each_with_words()
    {
        var paper = Sample() with
        {
            Blocks =
            [
                new Contents(),
                new Heading(2, "Scores"),
                new Figures(
                    "List",
                    [new("Application"), new("Score", true)],
                    [
                        ["CSF-25-R2-001", "4"],
                    ]
                )
                {
                    Anchors = ["application-1"],
                },
                new Heading(2, "Annex"),
                new Heading(3, "Project") { Id = "application-1" },
            ],
        };
        var pdf = Encoding.Latin1.GetString(await printer.Pdf.WriteAsync(paper));
        foreach (var words in new[] { "(Go to Scores)", "(Go to Annex)", "(Go to Project)", "/Dest /application-1" })
            Assert.Contains(words, pdf, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_printed_at_the_same_time_do_not_mix()
    {
        var pdfs = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => printer.Pdf.WriteAsync(Sample($"Letter {i}"))));
        var titles = pdfs.Select(pdf => Encoding.Latin1.GetString(pdf))
            .Select(text => Enumerable.Range(1, 6).Single(i => text.Contains($"/Title (Letter {i})", StringComparison.Ordinal)));
        Assert.Equal([1, 2, 3, 4, 5, 6], titles);
    }

    [Fact]
    public async Task A_PDF_without_a_browser_is_refused_with_what_to_install()
    {
        await using var none = new ChromiumPdf(new PdfOptions { Chromium = "/nowhere/chromium" });
        var refusal = await Assert.ThrowsAsync<PdfUnavailableException>(() => none.WriteAsync(Sample()));
        Assert.Contains("apt-get install chromium", refusal.Message, StringComparison.Ordinal);
    }
}
