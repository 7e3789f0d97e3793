namespace Commissioning.Platform.Data;

/// <summary>A statement about to run, for tests and benchmarks.</summary>
/// <param name="Row">The type each row is read as; null where no rows are read.</param>
/// <param name="Change">Identifies the attempt of the change it belongs to; null outside changes.</param>
public sealed record Statement(string Sql, object? Arguments, RowsRead Reads, Type? Row, Guid? Change);
