using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A link to the previous page, in the layout's BeforeContent section. Its text is "Back" unless the tag has content.
/// <code>@section BeforeContent { &lt;govuk-back-link href="@Links.Applications.Mine" /&gt; }</code></summary>
[HtmlTargetElement("govuk-back-link")]
public sealed class BackLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "/";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.Become(
            Markup.Element("a", "govuk-back-link", words.IsEmptyOrWhiteSpace ? "Back" : words).With("href", Href).WithExtra(output)
        );
    }
}
