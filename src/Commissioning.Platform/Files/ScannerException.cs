namespace Commissioning.Platform.Files;

/// <summary>The scanner did not answer, or answered that it could not look. The file waits.</summary>
public sealed class ScannerException(string message, Exception? inner = null) : Exception(message, inner);
