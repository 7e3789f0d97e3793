using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A button that submits its form once or, with href, a link that looks like one. Kinds: primary, secondary, warning, start. Other
/// attributes are kept. <code>&lt;govuk-button kind="secondary" name="action" value="later"&gt;Save and come back
/// later&lt;/govuk-button&gt;</code></summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public string Kind { get; set; } = "primary";
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("govuk-button", HtmlEncoder.Default);
        if (Kind != "primary")
            output.AddClass("govuk-button--" + Kind, HtmlEncoder.Default);
        if (Kind == "start")
            output.PostContent.SetHtmlContent(Markup.Icon("govuk-button__start-icon", "0 0 18 18", "18", "18", "M0 0h9l9 9-9 9H0l9-9z"));
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.TagName = "a";
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
            return;
        }
        output.TagName = "button";
        if (!output.Attributes.ContainsName("type"))
            output.Attributes.SetAttribute("type", "submit");
        output.Attributes.SetAttribute("data-prevent-double-click", "true");
    }
}
