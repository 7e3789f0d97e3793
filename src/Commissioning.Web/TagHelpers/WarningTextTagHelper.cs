using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>The consequences of an action or omission. <code>&lt;govuk-warning-text&gt;You cannot change your answers after you send
/// them.&lt;/govuk-warning-text&gt;</code></summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(
            Markup
                .Element(
                    "div",
                    "govuk-warning-text",
                    Markup.Element("span", "govuk-warning-text__icon", "!").With("aria-hidden", "true"),
                    Markup.Element("strong", "govuk-warning-text__text", Markup.Hidden("Warning: "), await output.GetChildContentAsync())
                )
                .WithExtra(output)
        );
}
