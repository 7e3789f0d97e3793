using System.Diagnostics;
using Commissioning.Platform.Documents;
using Commissioning.Testing;
using Commissioning.Web;

namespace Commissioning.Adapters.Tests.Documents;

/// <summary>The contract of every PDF writer: title, language, tagged headings, lists and tables, and text in reading order.</summary>
public sealed class PdfWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;

    public static PdfOptions Options(string adapter) =>
        new()
        {
            Provider = adapter,
            QuestPdfLicence = "Evaluation",
            FontsFolder = Repository.File("src", "Commissioning.Web", "wwwroot", "assets", "fonts"),
        };

    [Theory, InlineData("chromium"), QuestPdf]
    public async Task A_PDF_letter_is_tagged_titled_and_in_reading_order(string adapter)
    {
        var writer = Providers.Pdf(Options(adapter));
        await using var ends = writer as IAsyncDisposable;
        Assert.Null(writer.WhyUnavailable);
        var file = Path.Combine(folder, "letter.pdf");
        await File.WriteAllBytesAsync(file, await writer.WriteAsync(Long()));

        var facts = string.Join(' ', (await ToldAsync("pdfinfo", file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var fact in new[] { "Title: Your grant of £5,000.00", "Tagged: yes", "Pages: 2", "(A4)" })
            Assert.True(facts.Contains(fact, StringComparison.Ordinal), $"{fact} is not in {facts}");
        Assert.Contains(
            "/Lang (en-GB)",
            System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)),
            StringComparison.Ordinal
        );

        var tree = (await ToldAsync("pdfinfo", "-struct", file)).Split('\n').Select(line => line.Trim().Split(' ')[0]).ToList();
        foreach (var element in new[] { "H1", "H2", "P", "L", "LI", "Table", "TR", "TH" })
            Assert.Contains(element, tree);

        // In the order of the letter, and Gujarati as characters and not as glyph shapes.
        var text = await ToldAsync("pdftotext", file, "-");
        var at = -1;
        foreach (
            var words in new[]
            {
                "Office of the Police",
                "Asha Patel",
                "16 March 2026",
                "CSF-25-R2-001",
                "Your grant of",
                "Conditions",
                "Spend it on the project",
                "Youth workers",
                "£3,000.00",
                "Total",
                "Accept by",
                "ગુજરાતી",
                "Sam Reed",
            }
        )
        {
            var next = text.IndexOf(words, at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"\"{words}\" is not after what comes before it in:\n{text}");
            at = next;
        }
        Assert.Contains("Page 2 of 2", text, StringComparison.Ordinal);
    }

    private static LetterDocument Long() =>
        new()
        {
            Title = "Your grant of £5,000.00",
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
                .. Enumerable
                    .Range(1, 9)
                    .Select(i => new Paragraph(
                        $"Paragraph {i}. The project is delivered in the area and for the people that the application names, and the office is told in good time of anything that would change that, so that both can agree what is to be done."
                    )),
                new Heading(3, "The money"),
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
                new WritingSpace(2),
                new Paragraph("Yours sincerely"),
                new Signature("Sam Reed", "Commissioning officer"),
            ],
        };

    private static async Task<string> ToldAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 }
        )!;
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return told;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
