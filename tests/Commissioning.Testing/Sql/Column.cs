namespace Commissioning.Testing.Sql;

internal sealed record Column(string Name, string Type, int? Length, bool Nullable, bool HasDefault)
{
    public Kind Kind => KindOf(Type);

    /// <summary>Size as an index key in bytes; null for a column that no index may hold.</summary>
    public int? KeyBytes =>
        Type switch
        {
            "nvarchar" => Length * 2,
            "varchar" or "char" => Length,
            "uniqueidentifier" => 16,
            "bigint" or "datetime2" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            _ => null,
        };

    public static Kind KindOf(string type) =>
        type switch
        {
            "int" or "bigint" or "decimal" or "numeric" or "float" or "real" => Kind.Number,
            "bit" => Kind.Bit,
            "uniqueidentifier" => Kind.Id,
            "datetime2" => Kind.Instant,
            "date" => Kind.Day,
            "varchar" or "nvarchar" or "char" => Kind.Text,
            _ => Kind.Unknown,
        };
}
