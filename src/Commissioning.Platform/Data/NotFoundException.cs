namespace Commissioning.Platform.Data;

/// <summary>The record does not exist, or this person may not see it. The page says "not found" in both cases.</summary>
public sealed class NotFoundException(string message) : Exception(message);
