namespace Commissioning.Platform.Data;

/// <summary>Another person or node changed the row first.</summary>
public sealed class ConcurrencyException(string message) : Exception(message);
