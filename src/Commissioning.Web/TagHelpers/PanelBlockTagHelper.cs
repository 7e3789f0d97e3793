using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>
/// The end of a transaction. Its title is the page's h1.
/// <code>&lt;panel-block title="Application sent"&gt;Your reference is SF-2026-0042&lt;/panel-block&gt;</code>
/// </summary>
[HtmlTargetElement("panel-block")]
public sealed class PanelBlockTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.Become(
            Markup
                .Element(
                    "div",
                    "govuk-panel govuk-panel--confirmation",
                    Markup.Element("h1", "govuk-panel__title", Title),
                    words.IsEmptyOrWhiteSpace ? null : Markup.Element("div", "govuk-panel__body", words)
                )
                .WithExtra(output)
        );
    }
}
