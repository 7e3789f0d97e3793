namespace Commissioning.Platform.Data;

/// <param name="References">The table whose key it holds.</param>
/// <param name="Meaning">What it holds, as the comment before the column says.</param>
public sealed record SchemaColumn(string Name, string Type, bool MayBeNull, bool IsKey, string? References, string Meaning);
