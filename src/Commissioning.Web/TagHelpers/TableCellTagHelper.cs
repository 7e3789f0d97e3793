using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A cell of a table, with its column's name in data-label. A cell without text is written empty, so that a phone leaves it out.</summary>
[HtmlTargetElement("td")]
public sealed class TableCellTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (TableColumns.Of(context) is not { } columns)
            return;
        if (columns.Pass(TableColumns.Span(output)) is { Length: > 0 } name)
            output.Attributes.Add("data-label", name);
        if ((await output.GetChildContentAsync()).IsEmptyOrWhiteSpace)
            output.Content.Clear();
    }
}
