using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>
/// Fields of a form that was sent: shown while they may be changed, and otherwise what was sent in their place.
/// <code>&lt;reopened-field open="mayChange" sent="As you sent it: 12"&gt;&lt;govuk-input for="Form.People"
/// /&gt;&lt;/reopened-field&gt;</code>
/// </summary>
[HtmlTargetElement("reopened-field")]
public sealed class ReopenedFieldTagHelper : TagHelper
{
    public bool Open { get; set; }
    public string Sent { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Open)
        {
            output.TagName = null;
            return;
        }
        output.TagName = "p";
        output.AddClass("govuk-body", HtmlEncoder.Default);
        output.AddClass("app-text", HtmlEncoder.Default);
        // Content that is set is not asked of the fields within, so none of them is drawn.
        output.Content.SetContent(Sent);
    }
}
