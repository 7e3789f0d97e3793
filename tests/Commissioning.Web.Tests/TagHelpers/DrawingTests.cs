using System.Xml.Linq;
using Commissioning.Domain;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Html;

namespace Commissioning.Web.Tests.TagHelpers;

public sealed class DrawingTests
{
    [Fact]
    public void A_bar_is_a_share_of_the_longest_and_its_whole_is_a_frame()
    {
        var bars = Parts(Drawing.Bar(25, 50, 200), "rect");
        Assert.Equal([("app-bar__fill", "12.5%"), ("app-bar__whole", "25%")], bars.Select(bar => (Css(bar), Of(bar, "width"))));
        Assert.Equal("0%", Of(Assert.Single(Parts(Drawing.Bar(5, null, 0), "rect")), "width"));
        Assert.Equal("0%", Of(Assert.Single(Parts(Drawing.Bar(-5, null, 10), "rect")), "width"));
    }

    [Fact]
    public void A_heat_map_has_a_framed_cell_with_its_score_and_crosses_out_what_is_missing()
    {
        var drawing = Drawing.HeatMap(
            [new("TF-1-001", [(new Fraction(299, 100), 2), null]), new("A-LONG-PREFIX-2026-002", [(0, 0), (5, 4)])],
            2
        );
        Assert.Equal(["1", "2", "TF-1-001", "2.9", "…FIX-2026-002", "0.0", "5.0"], Parts(drawing, "text").Select(part => part.Value));
        Assert.Equal(
            ["app-heat__cell app-heat__cell--2", "app-heat__cell", "app-heat__cell app-heat__cell--0", "app-heat__cell app-heat__cell--4"],
            Parts(drawing, "rect").Select(Css)
        );
        Assert.Single(Parts(drawing, "line"));
        Assert.Equal("true", Of(Xml(drawing), "aria-hidden"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    public void A_heat_map_keeps_its_text_at_12_pixels_on_a_phone(int columns)
    {
        var drawing = Drawing.HeatMap([new("TF-1-001", Enumerable.Repeat<(Fraction, int)?>((4, 4), columns).ToList())], columns);
        var width = decimal.Parse(Of(Xml(drawing), "viewBox").Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        // A drawing that is narrower than the screen is made larger, up to 284 pixels.
        Assert.All(
            Parts(drawing, "text"),
            text =>
                Assert.True(
                    decimal.Parse(Of(text, "font-size"), System.Globalization.CultureInfo.InvariantCulture) * 284 / width >= 12,
                    $"{text} in {width}"
                )
        );
    }

    [Fact]
    public void A_month_begins_on_its_weekday_and_marks_returns_and_instalments_differently()
    {
        // 1 May 2026 is a Friday, and 31 May a Sunday in the fifth week.
        var drawing = Drawing.Month(
            new(2026, 5, 1),
            [
                new(new(2026, 5, 1), IsFilled: true, IsUnderlined: false),
                new(new(2026, 5, 4), IsFilled: false, IsUnderlined: true),
                new(new(2026, 5, 31), IsFilled: true, IsUnderlined: true),
            ]
        );
        var days = Parts(drawing, "text").Skip(7).ToList();
        Assert.Equal(Enumerable.Range(1, 31).Select(day => $"{day}"), days.Select(day => day.Value));
        Assert.Equal(["126", "14", "182"], new[] { 0, 3, 30 }.Select(day => Of(days[day], "x")));
        Assert.Equal(["app-month__fill", "app-month__line", "app-month__fill", "app-month__line"], Parts(drawing, "rect").Select(Css));
        Assert.Equal(
            [1, 31],
            days.Where(day => Css(day).EndsWith("--filled", StringComparison.Ordinal)).Select(day => int.Parse(day.Value))
        );
        Assert.Equal("0 0 196 156", Of(Xml(drawing), "viewBox"));
    }

    private static XElement Xml(IHtmlContent drawing)
    {
        using var writer = new StringWriter();
        drawing.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return XElement.Parse(writer.ToString());
    }

    private static List<XElement> Parts(IHtmlContent drawing, string name) => Xml(drawing).Elements(name).ToList();

    private static string Of(XElement part, string attribute) => part.Attribute(attribute)!.Value;

    private static string Css(XElement part) => Of(part, "class");
}
