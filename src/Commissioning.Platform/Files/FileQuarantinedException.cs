namespace Commissioning.Platform.Files;

/// <summary>The file exists but must not be downloaded; the message says why.</summary>
public sealed class FileQuarantinedException(string message) : Exception(message);
