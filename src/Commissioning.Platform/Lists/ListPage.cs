namespace Commissioning.Platform.Lists;

/// <summary>A page of a list, as asked for.</summary>
/// <param name="Choices">Values to filter by, by the column's key.</param>
public sealed record ListPage(
    ListDefinition List,
    ListRequest Request,
    IReadOnlyList<ListColumn> Columns,
    IReadOnlyList<ListRow> Rows,
    int Count,
    IReadOnlyDictionary<string, IReadOnlyList<ListChoice>> Choices
)
{
    public int Pages => Math.Max(1, (Count + List.PageSize - 1) / List.PageSize);
}
