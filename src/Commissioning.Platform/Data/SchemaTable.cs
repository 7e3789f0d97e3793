namespace Commissioning.Platform.Data;

/// <param name="Meaning">What a row is, as the comment before the table says.</param>
public sealed record SchemaTable(string Name, string Meaning, IReadOnlyList<SchemaColumn> Columns);
