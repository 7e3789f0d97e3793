namespace Commissioning.Platform.Data;

public sealed record SchemaTable(string Name, string? Meaning, IReadOnlyList<SchemaColumn> Columns);
