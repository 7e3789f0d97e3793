namespace Commissioning.Platform.Lists;

/// <summary>A count or a sum over all rows of a list as it is filtered, shown above it.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Sql">The aggregate, never null; no subquery in it, because SQL Server sums none. With OnceOf: what is added up.</param>
/// <param name="Kind">Number or Money.</param>
/// <param name="Query">The filter that shows what was counted; null: no link.</param>
public sealed record ListTotal(string Name, string Sql, ListColumnKind Kind = ListColumnKind.Number, string? Query = null)
{
    /// <summary>The expression of what is added up once, however many rows it has; null: Sql adds up itself.</summary>
    public string? OnceOf { get; init; }
}
