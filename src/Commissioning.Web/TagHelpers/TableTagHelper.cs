using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Every table: its cells learn the names of their columns, which a phone shows before them.</summary>
[HtmlTargetElement("table")]
public sealed class TableTagHelper : TagHelper
{
    public override void Init(TagHelperContext context) => context.Items[typeof(TableColumns)] = new TableColumns();
}
