namespace Commissioning.Platform.Documents.Papers;

/// <summary>A paper cannot be read. The message is the sentence for the person.</summary>
internal sealed class UnreadablePaperException(string message) : Exception(message);
