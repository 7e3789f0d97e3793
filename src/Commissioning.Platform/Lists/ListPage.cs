namespace Commissioning.Platform.Lists;

/// <summary>A page of a list, as asked for.</summary>
/// <param name="Count">How many rows there are, or how many were counted.</param>
/// <param name="IsMore">There are more than were counted.</param>
/// <param name="Choices">Values to filter by, by the column's key.</param>
/// <param name="Totals">What the list's totals come to, in their order.</param>
public sealed record ListPage(
    ListDefinition List,
    ListRequest Request,
    IReadOnlyList<ListColumn> Columns,
    IReadOnlyList<ListRow> Rows,
    int Count,
    bool IsMore,
    IReadOnlyDictionary<string, IReadOnlyList<ListChoice>> Choices,
    IReadOnlyList<(ListTotal Total, string Text)> Totals
)
{
    /// <summary>Of the rows that were counted; there is always a next one where there are more.</summary>
    public int Pages => Math.Max(IsMore ? Request.Page + 1 : 1, (Count + List.PageSize - 1) / List.PageSize);
}
