namespace Commissioning.Platform.Documents;

/// <summary>No PDF engine is available. The message says what to install.</summary>
public sealed class PdfUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
