namespace Commissioning.Platform.Documents;

/// <summary>Nothing to print with. The message says what to install.</summary>
public sealed class PdfUnavailableException(string message) : Exception(message);
