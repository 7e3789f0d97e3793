using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>The names of a table's columns, and the column that its next cell stands in.</summary>
internal sealed class TableColumns
{
    private readonly List<string> names = [];
    private int next;

    /// <summary>The columns of the table around this element; null outside a table.</summary>
    public static TableColumns? Of(TagHelperContext context) =>
        context.Items.TryGetValue(typeof(TableColumns), out var columns) ? (TableColumns)columns : null;

    public void Add(string name, int span)
    {
        for (var i = 0; i < span; i++)
            names.Add(name);
    }

    public void StartRow() => next = 0;

    /// <summary>The name of the next cell's column; null for a cell that spans several, because it belongs to none of them.</summary>
    public string? Pass(int span)
    {
        var name = span == 1 && next < names.Count ? names[next] : null;
        next += span;
        return name;
    }

    public static int Span(TagHelperOutput output) =>
        output.Attributes.TryGetAttribute("colspan", out var span) && int.TryParse(span.Value.ToString(), out var columns) ? columns : 1;
}
