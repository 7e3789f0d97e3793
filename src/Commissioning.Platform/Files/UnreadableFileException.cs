namespace Commissioning.Platform.Files;

/// <summary>A file that somebody sent cannot be read, or costs too much to read. The message is the sentence for the person.</summary>
public sealed class UnreadableFileException(string message) : Exception(message);
