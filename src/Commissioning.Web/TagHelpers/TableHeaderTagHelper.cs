using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A heading in a table: that of a column names it, that of a row counts as a column.</summary>
[HtmlTargetElement("th")]
public sealed partial class TableHeaderTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (TableColumns.Of(context) is not { } columns)
            return;
        var span = TableColumns.Span(output);
        if (output.Attributes.TryGetAttribute("scope", out var scope) && scope.Value.ToString() == "col")
            columns.Add(Text((await output.GetChildContentAsync()).GetContent()), span);
        else
            columns.Pass(span);
    }

    private static string Text(string html) =>
        string.Join(' ', WebUtility.HtmlDecode(Tag().Replace(html, "")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
