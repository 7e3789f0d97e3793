using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A message about this page in the style of the MoJ alert: success, information or warning. <code>&lt;govuk-notification-banner
/// kind="warning" title="Scoring closes tomorrow"&gt;Two applications have no score yet.&lt;/govuk-notification-banner&gt;</code></summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class NotificationBannerTagHelper : TagHelper
{
    public string Kind { get; set; } = "information";
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var (word, path) = Kind switch
        {
            "success" => ("Success: ", "M2 16l3-3 6 6L25 5l3 3-17 17z"),
            "warning" => ("Warning: ", "M15 2l14 25H1zm-1.5 8v8h3v-8zm0 11v3h3v-3z"),
            _ => ("Information: ", "M15 2a13 13 0 1 0 0 26 13 13 0 0 0 0-26zm-1.5 5h3v3h-3zm0 5h3v11h-3z"),
        };
        var heading = Title is null ? null : Markup.Element("h2", "moj-alert__heading", Markup.Hidden(word), Title);
        output.Become(
            Markup
                .Element(
                    "div",
                    "moj-alert moj-alert--" + Kind,
                    Markup.Element("div", null, Markup.Icon("moj-alert__icon", "0 0 30 30", "30", "30", path)),
                    Markup.Element("div", "moj-alert__content", heading ?? Markup.Hidden(word), await output.GetChildContentAsync())
                )
                .WithExtra(output)
        );
    }
}
