using System.Diagnostics;
using Commissioning.Platform.Letters;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>57 letters of a page or two, printed by the warm browser, beside the floor of printing an empty page as often.</summary>
internal static class Letters
{
    public static async Task<int> RunAsync()
    {
        await using var pdf = new PdfWriter(new PdfOptions { FontsFolder = Repository.File("src", "Commissioning.Web", "wwwroot", "assets", "fonts") });
        var letter = Sample(40);
        var empty = new LetterDocument { Title = "Empty", Blocks = [] };
        await pdf.WriteAsync(letter);
        var full = await TimeAsync(() => pdf.WriteAsync(letter));
        var floor = await TimeAsync(() => pdf.WriteAsync(empty));
        Console.WriteLine($"57 letters: {full:0.00} s   floor (57 empty pages) {floor:0.00} s   ratio {full / floor:0.00}   bar 5 s {(full < 5 ? "met" : "MISSED")}");
        return full < 5 ? 0 : 1;
    }

    private static async Task<double> TimeAsync(Func<Task> write)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, 57, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, _) => await write());
        return watch.Elapsed.TotalSeconds;
    }

    private static LetterDocument Sample(int paragraphs) => new()
    {
        Title = "Your application to the Commissioner's Safety Fund", Reference = "CSF-25-R2-001", Date = new(2026, 3, 16), Recipient = ["A group", "Leicester"], Sender = new("The office", ["Leicester"], "grants@opcc.example", "0116 496 0000"),
        Blocks = [.. Enumerable.Range(1, paragraphs).Select(i => new Paragraph($"Paragraph {i} of a letter that gives its reasons at some length, so that it runs to a second page.")), new Figures("Budget", [new("Item"), new("Amount", true)], [.. Enumerable.Range(1, 6).Select(i => (IReadOnlyList<string>)[$"Line {i}", "£100.00"])], ["Total", "£600.00"])],
    };
}
