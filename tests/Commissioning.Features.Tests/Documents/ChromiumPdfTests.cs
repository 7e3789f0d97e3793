using System.Diagnostics;
using System.Globalization;
using System.Text;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Documents;

/// <summary>The browser that prints is restarted after enough documents, above its memory limit, or when it crashes; no document is
/// lost.</summary>
public sealed class ChromiumPdfTests
{
    private static readonly PdfOptions Options = new()
    {
        FontsFolder = Repository.File("src", "Commissioning.Web", "wwwroot", "assets", "fonts"),
    };

    private static LetterDocument Document(string title, int paragraphs = 3) =>
        new()
        {
            Title = title,
            Blocks =
            [
                .. Enumerable
                    .Range(1, paragraphs)
                    .Select(i => new Paragraph($"Paragraph {i} of a document that is long enough to be under way for a moment.")),
            ],
        };

    private static void AssertPrinted(string title, byte[] pdf) =>
        Assert.Contains($"/Title ({title})", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);

    [Fact]
    public async Task The_PDF_browser_that_dies_during_a_document_is_restarted_and_prints_it()
    {
        await using var pdf = new ChromiumPdf(Options);
        AssertPrinted("First", await pdf.WriteAsync(Document("First")));
        using var browser = Process.GetProcessById((await pdf.ProcessesAsync())[0]);
        // Suspended, so that both documents are in progress when it is killed, however slow this machine is.
        using (var hold = Process.Start("kill", ["-STOP", browser.Id.ToString(CultureInfo.InvariantCulture)]))
            await hold.WaitForExitAsync();
        var (printing, beside) = (pdf.WriteAsync(Document("Second", 4_000)), pdf.WriteAsync(Document("Third", 4_000)));
        Assert.False(printing.IsCompleted || beside.IsCompleted);
        browser.Kill();
        AssertPrinted("Second", await printing);
        AssertPrinted("Third", await beside);
        AssertPrinted("Fourth", await pdf.WriteAsync(Document("Fourth")));
        Assert.Equal(2, pdf.Starts);
    }

    [Fact]
    public async Task The_PDF_browser_that_died_between_documents_is_restarted()
    {
        await using var pdf = new ChromiumPdf(Options);
        await pdf.WriteAsync(Document("First"));
        using var browser = Process.GetProcessById((await pdf.ProcessesAsync())[0]);
        browser.Kill();
        await browser.WaitForExitAsync();
        AssertPrinted("Second", await pdf.WriteAsync(Document("Second")));
        Assert.Equal(2, pdf.Starts);
    }

    [Fact]
    public async Task The_PDF_browser_is_restarted_after_a_set_number_of_documents()
    {
        await using var pdf = new ChromiumPdf(Options with { MaximumPrints = 3 });
        for (var i = 1; i <= 7; i++)
            AssertPrinted($"Letter {i}", await pdf.WriteAsync(Document($"Letter {i}")));
        Assert.Equal(3, pdf.Starts);
        var many = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => pdf.WriteAsync(Document($"Beside {i}"))));
        Assert.All(many.Select((bytes, i) => (bytes, i)), one => AssertPrinted($"Beside {one.i + 1}", one.bytes));
        Assert.InRange(pdf.Starts, 4, 6);
    }

    [Fact]
    public async Task The_PDF_browser_that_holds_too_much_memory_is_replaced_and_ended()
    {
        await using var pdf = new ChromiumPdf(Options with { MaximumMemory = 1, CheckEvery = 2 });
        await pdf.WriteAsync(Document("First"));
        var first = await pdf.ProcessesAsync();
        Assert.True(ChromiumPdf.Memory(first) > 1);
        await pdf.WriteAsync(Document("Second"));
        AssertPrinted("Third", await pdf.WriteAsync(Document("Third")));
        Assert.Equal(2, pdf.Starts);
        Assert.NotEqual(first[0], (await pdf.ProcessesAsync())[0]);
        Assert.Equal(0, ChromiumPdf.Memory([first[0]]));
    }

    [Fact]
    public async Task The_PDF_browsers_page_keeps_nothing_of_the_previous_document()
    {
        await using var pdf = new ChromiumPdf(Options);
        var long1 = await pdf.WriteAsync(Document("First", 200) with { Language = "gu" });
        var again = Encoding.Latin1.GetString(await pdf.WriteAsync(Document("Second", 1)));
        Assert.True(again.Length < long1.Length / 2);
        Assert.Contains("/Lang (en-GB)", again, StringComparison.Ordinal);
        Assert.DoesNotContain("/Lang (gu)", again, StringComparison.Ordinal);
        Assert.Equal(1, pdf.Starts);
    }

    [Fact]
    public async Task A_PDF_in_Gujarati_has_its_font_and_others_do_not()
    {
        await using var pdf = new ChromiumPdf(Options);
        var printed = Encoding.Latin1.GetString(
            await pdf.WriteAsync(Document("First") with { Blocks = [new Paragraph("ગુજરાતી લખાણ અહીં છે")] })
        );
        Assert.Contains("NotoSansGujarati", printed, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "NotoSansGujarati",
            Encoding.Latin1.GetString(await pdf.WriteAsync(Document("Second"))),
            StringComparison.Ordinal
        );
    }
}
