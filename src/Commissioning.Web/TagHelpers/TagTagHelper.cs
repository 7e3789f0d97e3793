using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A status in a coloured box: green, blue, grey, red, yellow, orange, purple or turquoise. The text carries the meaning; colour
/// only helps. <code>&lt;govuk-tag colour="green"&gt;Paid&lt;/govuk-tag&gt;</code></summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    public string Colour { get; set; } = "blue";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("govuk-tag", HtmlEncoder.Default);
        output.AddClass(CssOf(Colour), HtmlEncoder.Default);
    }

    internal static string CssOf(string colour) => "govuk-tag--" + (colour == "turquoise" ? "teal" : colour);
}
