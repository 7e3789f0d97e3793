using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Horizontal bars on a common scale from zero. Screen readers get one image with every figure as text. Without a title they skip
/// it, because a table beside it has the same figures. <code>&lt;bar-chart title="Awarded by area" items="Model.Areas"
/// /&gt;</code></summary>
[HtmlTargetElement("bar-chart", Attributes = "items")]
public sealed class BarChartTagHelper : TagHelper
{
    /// <summary>Empty where a heading and a table stand beside the bars.</summary>
    public string Title { get; set; } = "";
    public IReadOnlyList<Bar> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var longest = Items.Select(bar => Math.Max(bar.Value, bar.Whole ?? 0)).DefaultIfEmpty().Max();
        var bars = Markup.Element("div", "app-bar__rows", Items.Select(bar => Row(bar, longest)).ToArray<object>());
        if (Items.Count == 0)
            output.Become(null);
        else if (Title.Length == 0)
            output.Become(Markup.Element("figure", "app-bar", bars).With("aria-hidden", "true").WithExtra(output));
        else
        {
            var spoken = $"Bar chart: {Title}. " + string.Join("; ", Items.Select(bar => $"{bar.Label} {bar.Text}"));
            output.Become(
                Markup
                    .Element(
                        "figure",
                        "app-bar",
                        Markup.Element("figcaption", "govuk-heading-s", Title),
                        bars.With("role", "img").With("aria-label", spoken)
                    )
                    .WithExtra(output)
            );
        }
    }

    private static TagBuilder Row(Bar bar, decimal longest) =>
        Markup.Element(
            "div",
            "app-bar__row",
            Markup.Element("span", "app-bar__label", bar.Label),
            Drawing.Bar(bar.Value, bar.Whole, longest),
            Markup.Element("span", "app-bar__figure", bar.Text)
        );
}
