using System.Globalization;
using Commissioning.Domain;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>The assessors' totals for one application as dots from 0 to 100, with the mean as a bar and the threshold as a line; the
/// figures are shown next to it. <code>&lt;scores-plot percents="row.Percents" threshold="round.Threshold" /&gt;</code></summary>
[HtmlTargetElement("scores-plot", Attributes = "percents")]
public sealed class ScoresPlotTagHelper : TagHelper
{
    private const int Height = 16;

    public IReadOnlyList<Fraction> Percents { get; set; } = [];
    public Fraction? Threshold { get; set; }

    /// <summary>Ends of the scale are named, and the threshold, for a screen in a room.</summary>
    public bool Numbers { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        List<object> scores = [Markup.Element("line", "app-plot__scale").With("x1", "0").With("x2", "100").With("y1", "8").With("y2", "8")];
        if (Threshold is { } line)
            scores.Add(Markup.Element("line", "app-plot__line").With("x1", At(line)).With("x2", At(line)).With("y1", "0").With("y2", "16"));
        if (Fraction.Mean(Percents.ToList()) is { } mean)
            scores.Add(Markup.Element("line", "app-plot__mean").With("x1", At(mean)).With("x2", At(mean)).With("y1", "3").With("y2", "13"));
        // Equal totals are spread apart, so that three assessors are three dots.
        var seen = new Dictionary<string, int>();
        foreach (var percent in Percents.Order())
        {
            var x = At(percent);
            var level = seen[x] = seen.GetValueOrDefault(x) + 1;
            scores.Add(
                Markup
                    .Element("circle", "app-plot__dot")
                    .With("cx", x)
                    .With("cy", (Height / 2 - (level - 1) * 3).ToString(CultureInfo.InvariantCulture))
                    .With("r", "2.5")
            );
        }
        if (Numbers)
            scores.AddRange(
                new (Fraction At, string Words)[] { (0, "0"), (50, "50"), (100, "100") }.Select(one =>
                    (object)
                        Markup
                            .Element("text", "app-plot__number", one.Words)
                            .With("x", At(one.At))
                            .With("y", "18")
                            .With("text-anchor", "middle")
                )
            );
        output.Become(
            Percents.Count == 0
                ? null
                : Markup
                    .Element("svg", "app-plot", [.. scores])
                    .With("viewBox", Numbers ? "-6 -2 112 22" : "-3 -2 106 20")
                    .With("aria-hidden", "true")
                    .With("focusable", "false")
                    .WithExtra(output)
        );
    }

    private static string At(Fraction percent) => percent.ToString(1);
}
