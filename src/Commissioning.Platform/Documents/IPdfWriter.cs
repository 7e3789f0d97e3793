namespace Commissioning.Platform.Documents;

/// <summary>Makes a letter's PDF: tagged, titled and in its language, from the same blocks as its page.</summary>
public interface IPdfWriter
{
    /// <summary>Null when PDFs can be made; otherwise what to install or to set.</summary>
    string? WhyUnavailable { get; }
    Task<byte[]> WriteAsync(LetterDocument document, CancellationToken cancellation = default);
}
