namespace Commissioning.Platform.Files;

/// <summary>The scanner did not answer, or could not scan the file. The file waits.</summary>
public sealed class ScannerException(string message, Exception? inner = null) : Exception(message, inner);
