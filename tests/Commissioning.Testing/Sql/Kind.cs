namespace Commissioning.Testing.Sql;

/// <summary>What a value is, as far as SQL Server minds when two of them meet.</summary>
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
