using System.Text;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Platform.Documents.Papers;

/// <summary>Reads a paper as people have it: .docx, .xlsx, .pdf, .csv or text. What a file can cost is bounded.</summary>
public static class PaperFile
{
    public const string Accept = ".docx,.xlsx,.pdf,.csv,.txt";
    private const string Kinds = "Word (.docx), Excel (.xlsx), PDF, CSV or text (.txt)";

    /// <summary>Its tables and paragraphs in reading order. Refused with a sentence that names the file and what to do.</summary>
    /// <param name="field">The box that a refusal belongs to.</param>
    public static Result<IReadOnlyList<PaperBlock>> Read(string name, byte[] content, string field)
    {
        if (content.Length == 0)
            return new Refusal($"{name} is empty. Check it on your device and choose it again.", field);
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (content is [0xD0, 0xCF, 0x11, 0xE0, ..])
            return new Refusal(
                content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                    ? $"{name} is locked with a password. Save a copy without the password and choose that."
                    : $"{name} is in the format of an old Office program, such as Word 97 (.doc). Open it and save it as {Kinds}.",
                field
            );
        try
        {
            var blocks = ending switch
            {
                ".docx" => WordPaper.Read(name, content),
                ".pdf" => PdfPaper.Read(name, content),
                ".xlsx" or ".csv" => Sheets(name, content),
                ".txt" => Copy(name, content),
                _ => throw new UnreadableFileException($"{name} is not a kind of file that can be read. Save it as {Kinds}."),
            };
            return blocks.Count > 0
                ? Result.Made(blocks)
                : new Refusal($"{name} has no text. Copy the figures from it and paste them instead.", field);
        }
        catch (UnreadableFileException exception)
        {
            return new Refusal(exception.Message, field);
        }
    }

    // The form that the portal lists may be pasted too.
    private static IReadOnlyList<PaperBlock> Copy(string name, byte[] content)
    {
        var text = TextOf(content);
        return text.TrimStart().StartsWith("table,row,column,printed", StringComparison.OrdinalIgnoreCase)
                ? Sheets(Path.ChangeExtension(name, ".csv"), Encoding.UTF8.GetBytes(text))
            : string.IsNullOrWhiteSpace(text) ? []
            : [new PaperCopy(text)];
    }

    private static List<PaperBlock> Sheets(string name, byte[] content)
    {
        var read = SheetFile.Read(name, content);
        if (read.FirstRefusal is { } refusal)
            throw new UnreadableFileException(refusal.Sentence);
        return read.Value!.SelectMany(sheet =>
                PaperTable.Split(
                    sheet.Rows.Select(row => (row.Number, row.Cells)),
                    row => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? $"row {row}" : $"sheet {sheet.Name}, row {row}",
                    (row, column) =>
                        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                            ? $"row {row}, column {column + 1}"
                            : $"sheet {SheetFile.Place(sheet.Name, row, column)}"
                )
            )
            .ToList();
    }

    private static string TextOf(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(content).TrimStart('\ufeff');
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(content);
        }
    }
}
