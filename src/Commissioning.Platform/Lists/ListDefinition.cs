namespace Commissioning.Platform.Lists;

/// <summary>One of the staff's lists: where its rows come from and what may be seen of them.</summary>
/// <param name="Key">Its name in saved views, such as applications.</param>
/// <param name="Name">Its title, also of the file that it is taken away in.</param>
/// <param name="IdSql">The expression of a row's id.</param>
/// <param name="FromSql">From the word from to the end of the where clause, which must exist.</param>
/// <param name="Sort">The key of the column by which it opens; with - before it: from high to low.</param>
public sealed record ListDefinition(string Key, string Name, string IdSql, string FromSql, string Sort, IReadOnlyList<ListColumn> Columns)
{
    /// <summary>The expression that names a row, where that is not its id.</summary>
    public string KeySql { get; init; } = IdSql;
    public object? Arguments { get; init; }

    /// <summary>Shown above the list, over every row that fits the filter.</summary>
    public IReadOnlyList<ListTotal> Totals { get; init; } = [];

    /// <summary>The number of rows as it opens, where there is a quicker way than to read them.</summary>
    public string? CountSql { get; init; }

    /// <summary>What one row is, and what several are, such as application and applications.</summary>
    public (string One, string Many) Unit { get; init; } = ("row", "rows");
    public int PageSize { get; init; } = 100;

    public ListColumn? Find(string key) => Columns.FirstOrDefault(column => column.Key == key);
}
