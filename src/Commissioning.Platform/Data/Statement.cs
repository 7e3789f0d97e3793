namespace Commissioning.Platform.Data;

/// <summary>A statement that is about to be run, as tests and benchmarks see it.</summary>
/// <param name="Row">What each row is read as; null where none is.</param>
/// <param name="Change">Which run of which change it belongs to; null outside changes.</param>
public sealed record Statement(string Sql, object? Arguments, RowsRead Reads, Type? Row, Guid? Change);
