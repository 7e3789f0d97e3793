namespace Commissioning.Platform.Files;

/// <summary>The file is there and is not given out; the sentence says why.</summary>
public sealed class FileQuarantinedException(string message) : Exception(message);
