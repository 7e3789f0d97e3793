namespace Commissioning.Platform.Files;

/// <summary>The file is there and is not given out; the sentence says why.</summary>
public sealed class FileHeldException(string message) : Exception(message);
