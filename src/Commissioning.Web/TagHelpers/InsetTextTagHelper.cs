using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Text set apart from what is around it. <code>&lt;govuk-inset-text&gt;You can come back to this at any time before the round
/// closes.&lt;/govuk-inset-text&gt;</code></summary>
[HtmlTargetElement("govuk-inset-text")]
public sealed class InsetTextTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("govuk-inset-text", HtmlEncoder.Default);
    }
}
