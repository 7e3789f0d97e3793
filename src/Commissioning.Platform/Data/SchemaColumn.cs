namespace Commissioning.Platform.Data;

/// <param name="References">The table whose key the column refers to.</param>
public sealed record SchemaColumn(string Name, string Type, bool MayBeNull, bool IsKey, string? References, string Meaning);
