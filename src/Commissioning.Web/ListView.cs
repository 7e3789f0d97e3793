using Commissioning.Domain;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>A list on a page, with its filter, its columns, its saved views and what can be done with the selected rows.</summary>
/// <param name="Path">Address of the page, without its question mark.</param>
/// <param name="Acts">The partial with the buttons for the selected rows; null: rows cannot be selected.</param>
/// <param name="RowActs">The buttons for one row of the list; null: no row has any.</param>
public sealed record ListView(
    ListPage Page,
    string Path,
    IReadOnlyList<SavedViews.SavedView> Saved,
    string? Acts = null,
    Func<ListRow, IReadOnlyList<RowAct>>? RowActs = null
)
{
    public string Href(string query) =>
        query.Length == 0 ? Path : $"{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    /// <summary>This list sorted by a column: a second press turns the order round.</summary>
    public string SortedBy(ListColumn column) =>
        Href(
            Page.Request.ToQuery(Page.List, Page.Request.Sort == column.Key && !Page.Request.IsDescending ? "-" + column.Key : column.Key)
        );

    public string PageHref => Href(Query.Length == 0 ? "page={0}" : $"{Query}&page={{0}}");
    public string Query => Page.Request.ToQuery(Page.List);

    public string Download(string format) => Href(Query.Length == 0 ? $"download={format}" : $"{Query}&download={format}");

    /// <summary>Where a button for the selected rows posts to, so that the list comes back as it was.</summary>
    public string Act(string handler) => Href(Query.Length == 0 ? $"handler={handler}" : $"{Query}&handler={handler}");

    /// <summary>The list as it was before something was done with its rows.</summary>
    public static string Back(PageModel page) =>
        page.Request.Path.Value + QueryString.Create(page.Request.Query.Where(part => part.Key is not ("handler" or "download"))).Value;

    public static Task<ListView> OfAsync(
        PageModel page,
        Work work,
        ListDefinition list,
        string? acts = null,
        Func<ListRow, IReadOnlyList<RowAct>>? rowActs = null
    ) => OfAsync(page, work, list, Asked(page, list), acts, rowActs);

    public static ListRequest Asked(PageModel page, ListDefinition list) =>
        ListRequest.Parse(
            list,
            page.Request.Query.SelectMany(part => part.Value.Select(value => (part.Key, Value: value ?? "")))
                .ToLookup(part => part.Key, part => part.Value)
        );

    private static async Task<ListView> OfAsync(
        PageModel page,
        Work work,
        ListDefinition list,
        ListRequest request,
        string? acts,
        Func<ListRow, IReadOnlyList<RowAct>>? rowActs
    )
    {
        // The subject of an audit trail stands in the address beside the filter.
        var kept = page.Request.Query["subject"].FirstOrDefault();
        var path = page.Request.Path.Value! + (kept is null ? "" : $"?subject={Uri.EscapeDataString(kept)}");
        return new ListView(
            await ListReader.ReadAsync(work, list, request),
            path,
            await SavedViews.OfAsync(work, page.User.Actor(), list.Key),
            acts,
            rowActs
        );
    }
}
