namespace Commissioning.Platform.Data;

/// <summary>Somebody else changed the row first.</summary>
public sealed class ConcurrencyException(string message) : Exception(message);
