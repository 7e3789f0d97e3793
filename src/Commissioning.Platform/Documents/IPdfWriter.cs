namespace Commissioning.Platform.Documents;

/// <summary>Makes a letter's PDF from the same blocks as its page: tagged, with title and language.</summary>
public interface IPdfWriter
{
    /// <summary>Null when PDFs can be made; otherwise what to install or configure.</summary>
    string? WhyUnavailable { get; }
    Task<byte[]> WriteAsync(LetterDocument document, PrintSize size = PrintSize.Usual, CancellationToken cancellation = default);
}
