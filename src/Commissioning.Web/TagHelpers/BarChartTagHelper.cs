using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Horizontal bars on a common scale from zero. Screen readers get one image with every figure as text; add a table where the
/// figures matter. <code>&lt;bar-chart title="Awarded by area" items="Model.Areas" /&gt;</code></summary>
[HtmlTargetElement("bar-chart", Attributes = "items")]
public sealed class BarChartTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public IReadOnlyList<Bar> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var longest = Items.Select(bar => bar.Value).DefaultIfEmpty().Max();
        var spoken = $"Bar chart: {Title}. " + string.Join("; ", Items.Select(bar => $"{bar.Label} {bar.Text}"));
        output.Become(
            Items.Count == 0
                ? null
                : Markup
                    .Element(
                        "figure",
                        "app-bar",
                        Markup.Element("figcaption", "govuk-heading-s", Title),
                        Markup
                            .Element("div", null, Items.Select(bar => Row(bar, longest)).ToArray<object>())
                            .With("role", "img")
                            .With("aria-label", spoken)
                    )
                    .WithExtra(output)
        );
    }

    private static TagBuilder Row(Bar bar, decimal longest)
    {
        var share = longest <= 0 || bar.Value <= 0 ? 0 : bar.Value * 100 / longest;
        var length = share.ToString("0.##", CultureInfo.InvariantCulture) + "%";
        return Markup.Element(
            "div",
            "app-bar__row",
            Markup.Element("span", "app-bar__label", bar.Label),
            Markup
                .Element("svg", "app-bar__svg", Markup.Element("rect", "app-bar__fill").With("width", length).With("height", "20"))
                .With("width", "100%")
                .With("height", "20")
                .With("aria-hidden", "true")
                .With("focusable", "false"),
            Markup.Element("span", "app-bar__figure", bar.Text)
        );
    }
}
