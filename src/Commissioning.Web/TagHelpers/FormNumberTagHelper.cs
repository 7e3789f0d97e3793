using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Gives every form that is posted a one-use number, new each time the page is shown: sent twice, the form counts once. A form
/// that may be sent again and again says so; a test lists those, with the reason. <code>&lt;form method="post"
/// once="false"&gt;</code></summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormNumberTagHelper : TagHelper
{
    public bool Once { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Once)
            output.PostContent.AppendHtml(Input());
    }

    internal static IHtmlContent Input() =>
        new HtmlString($"<input type=\"hidden\" name=\"{FormNumber.Field}\" value=\"{Guid.NewGuid()}\">");
}
