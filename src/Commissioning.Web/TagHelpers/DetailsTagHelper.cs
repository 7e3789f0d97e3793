using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Help that most people do not need, hidden behind a line that opens it. <code>&lt;govuk-details summary="What is a due diligence
/// check?"&gt;...&lt;/govuk-details&gt;</code></summary>
[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Summary { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        // Opened when it contains an error.
        var wrong = content.GetContent().Contains("govuk-form-group--error", StringComparison.Ordinal);
        output.Become(
            Markup
                .Element(
                    "details",
                    "govuk-details",
                    Markup.Element("summary", "govuk-details__summary", Markup.Element("span", "govuk-details__summary-text", Summary)),
                    Markup.Element("div", "govuk-details__text", content)
                )
                .When(wrong, "open")
                .WithExtra(output)
        );
    }
}
