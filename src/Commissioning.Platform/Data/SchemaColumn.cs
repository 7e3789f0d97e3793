namespace Commissioning.Platform.Data;

/// <param name="References">The table whose key it holds.</param>
public sealed record SchemaColumn(string Name, string Type, bool MayBeNull, bool IsKey, string? References, string? Meaning);
