namespace Commissioning.Testing.Sql;

/// <summary>The kind of a value, as far as SQL Server distinguishes when two values are compared.</summary>
internal enum Kind
{
    Unknown,
    Number,
    Bit,
    Text,
    Id,
    Instant,
    Day,
}
