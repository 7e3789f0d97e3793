using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>The end of a transaction. Its title is the page's h1. <code>&lt;govuk-panel title="Application sent"&gt;Your reference is
/// SF-2026-0042&lt;/govuk-panel&gt;</code></summary>
[HtmlTargetElement("govuk-panel")]
public sealed class PanelTagHelper : TagHelper
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
