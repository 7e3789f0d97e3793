namespace Commissioning.Platform.Data;

/// <summary>The record does not exist, or is not this person's. The page says "not found" either way.</summary>
public sealed class NotFoundException(string message) : Exception(message);
