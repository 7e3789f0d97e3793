using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Every table: its cells carry the names of their columns, which a phone shows before them.</summary>
[HtmlTargetElement("table")]
public sealed class TableTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Content.SetHtmlContent(new LabelledTable(await output.GetChildContentAsync()));
}
