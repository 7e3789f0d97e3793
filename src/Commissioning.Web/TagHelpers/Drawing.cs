using System.Globalization;
using Commissioning.Domain;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Commissioning.Web.TagHelpers;

/// <summary>Draws figures as SVG. Screen readers skip every drawing: the same figures stand beside it as text. Nothing is told by colour
/// alone, and text is at least 12 px high on a screen of 320 px.</summary>
public static class Drawing
{
    /// <summary>The width in CSS pixels that a drawing has on a screen of 320 px.</summary>
    private const decimal PhoneWidth = 284;
    private const int Text = 12;
    private const int RowHeight = 22;
    private const int LabelWidth = 96;
    private const int LongestLabel = 13;
    private const int CellWidth = 36;
    private const int DayWidth = 28;
    private const int DayHeight = 26;
    private const int DayText = 14;

    /// <summary>A bar of this length, framed by the whole that it is a part of, on a scale that ends at the longest.</summary>
    public static TagBuilder Bar(decimal value, decimal? whole, decimal longest) =>
        Hidden(
                Markup.Element(
                    "svg",
                    "app-bar__svg",
                    Rectangle("app-bar__fill", "0", "0", Share(value, longest), "20"),
                    whole is { } all ? Rectangle("app-bar__whole", "0", "0", Share(all, longest), "20") : null
                )
            )
            .With("width", "100%")
            .With("height", "20");

    private static string Share(decimal value, decimal longest) => longest <= 0 || value <= 0 ? "0%" : Number(value * 100 / longest) + "%";

    /// <summary>One row of a heat map.</summary>
    /// <param name="Values">What is written in each cell, and how dark it is, from 0 to 4; null is crossed out.</param>
    public sealed record HeatRow(string Label, IReadOnlyList<(Fraction Value, int Shade)?> Values);

    /// <summary>A framed cell for each value, the darker the higher, with the value in it. Columns are numbered from 1.</summary>
    public static TagBuilder HeatMap(IReadOnlyList<HeatRow> rows, int columns)
    {
        var width = LabelWidth + columns * CellWidth;
        // A drawing wider than a phone is made smaller there, so its text starts larger.
        var text = Number(Math.Max(Text, Math.Ceiling(Text * width / PhoneWidth * 10) / 10));
        List<object> parts = [];
        for (var column = 0; column < columns; column++)
            parts.Add(Words("app-heat__head", LabelWidth + column * CellWidth + CellWidth / 2, RowHeight - 7, $"{column + 1}", text));
        for (var row = 0; row < rows.Count; row++)
        {
            var top = (row + 1) * RowHeight;
            parts.Add(Words("app-heat__label", 0, top + RowHeight - 7, Short(rows[row].Label), text));
            for (var column = 0; column < columns; column++)
                parts.AddRange(HeatCell(rows[row].Values.ElementAtOrDefault(column), LabelWidth + column * CellWidth, top, text));
        }
        return Hidden(Markup.Element("svg", "app-heat", [.. parts])).With("viewBox", $"0 0 {width} {(rows.Count + 1) * RowHeight + 1}");
    }

    private static IEnumerable<TagBuilder> HeatCell((Fraction Value, int Shade)? cell, int left, int top, string text)
    {
        var (x, y, width, height) = ($"{left + 1}", $"{top + 1}", $"{CellWidth - 2}", $"{RowHeight - 2}");
        if (cell is not var (value, shade))
            return
            [
                Rectangle("app-heat__cell", x, y, width, height),
                Line("app-heat__none", left + 1, top + RowHeight - 1, left + CellWidth - 1, top + 1),
            ];
        return
        [
            Rectangle($"app-heat__cell app-heat__cell--{shade}", x, y, width, height),
            Words($"app-heat__value app-heat__value--{shade}", left + CellWidth / 2, top + RowHeight - 7, value.ToString(1), text),
        ];
    }

    /// <summary>References of a round begin alike, so the end tells them apart.</summary>
    private static string Short(string label) => label.Length <= LongestLabel ? label : "…" + label[^(LongestLabel - 1)..];

    /// <summary>What is marked on a day of a month.</summary>
    public sealed record DayMark(DateOnly Day, bool IsFilled, bool IsUnderlined);

    /// <summary>A month from Monday to Sunday. A day is filled, has a thick line below it, or both.</summary>
    public static TagBuilder Month(DateOnly first, IReadOnlyList<DayMark> marks)
    {
        var marked = marks.ToDictionary(mark => mark.Day);
        // Monday is the first day of a week.
        var before = ((int)first.DayOfWeek + 6) % 7;
        var days = DateTime.DaysInMonth(first.Year, first.Month);
        var weeks = (before + days + 6) / 7;
        List<object> parts = [];
        for (var day = 0; day < 7; day++)
            parts.Add(Words("app-month__head", day * DayWidth + DayWidth / 2, DayHeight - 8, "MTWTFSS"[day].ToString(), $"{DayText}"));
        for (var day = 0; day < days; day++)
        {
            var (left, top) = ((before + day) % 7 * DayWidth, ((before + day) / 7 + 1) * DayHeight);
            var mark = marked.GetValueOrDefault(first.AddDays(day));
            if (mark is { IsFilled: true })
                parts.Add(Rectangle("app-month__fill", $"{left + 2}", $"{top + 1}", $"{DayWidth - 4}", $"{DayHeight - 6}"));
            if (mark is { IsUnderlined: true })
                parts.Add(Rectangle("app-month__line", $"{left + 2}", $"{top + DayHeight - 4}", $"{DayWidth - 4}", "3"));
            var css = mark is { IsFilled: true } ? "app-month__day app-month__day--filled" : "app-month__day";
            parts.Add(Words(css, left + DayWidth / 2, top + DayHeight - 10, $"{day + 1}", $"{DayText}"));
        }
        return Hidden(Markup.Element("svg", "app-month", [.. parts])).With("viewBox", $"0 0 {7 * DayWidth} {(weeks + 1) * DayHeight}");
    }

    /// <summary>An area with its number, and how dark it is, from 0 to 4.</summary>
    public sealed record AreaTile(string Area, int Number, int Shade);

    private const int TileWidth = 71;
    private const int TileHeight = 66;
    private const int TilesAcross = 4;

    /// <summary>Where each area lies among its neighbours: columns from the west, rows from the north. Ours, drawn from no map.</summary>
    private static readonly Dictionary<string, (int Column, int Row)> Places = new()
    {
        ["North West Leicestershire"] = (0, 0),
        ["Charnwood"] = (1, 0),
        ["Melton"] = (2, 0),
        ["Hinckley and Bosworth"] = (0, 1),
        ["Leicester"] = (1, 1),
        ["Oadby and Wigston"] = (2, 1),
        ["Rutland"] = (3, 1),
        ["Blaby"] = (1, 2),
        ["Harborough"] = (2, 2),
    };

    /// <summary>A square for each area, the darker the higher its number. Areas that we do not know follow in rows of their own.</summary>
    public static TagBuilder AreaMap(IReadOnlyList<AreaTile> tiles)
    {
        var strange = tiles.Where(tile => !Places.ContainsKey(tile.Area)).ToList();
        var first = tiles.Select(tile => Places.TryGetValue(tile.Area, out var place) ? place.Row + 1 : 0).DefaultIfEmpty().Max();
        List<object> parts = [];
        foreach (var tile in tiles)
        {
            var (column, row) = Places.TryGetValue(tile.Area, out var known)
                ? known
                : (strange.IndexOf(tile) % TilesAcross, first + strange.IndexOf(tile) / TilesAcross);
            var (left, top) = (column * TileWidth, row * TileHeight);
            parts.Add(
                Rectangle(
                    $"app-map__tile app-map__tile--{tile.Shade}",
                    $"{left + 1}",
                    $"{top + 1}",
                    $"{TileWidth - 2}",
                    $"{TileHeight - 2}"
                )
            );
            var css = $"app-map__words app-map__words--{tile.Shade}";
            var lines = Lines(tile.Area);
            for (var line = 0; line < lines.Count; line++)
                parts.Add(Words(css, left + TileWidth / 2, top + 16 + line * 13, lines[line], $"{Text}"));
            parts.Add(Words($"{css} app-map__number", left + TileWidth / 2, top + TileHeight - 10, $"{tile.Number}", "16"));
        }
        var rows = first + (strange.Count + TilesAcross - 1) / TilesAcross;
        return Hidden(Markup.Element("svg", "app-map__svg", [.. parts]))
            .With("viewBox", $"0 0 {TilesAcross * TileWidth} {rows * TileHeight}");
    }

    /// <summary>A name on two short lines, as a small square has room for.</summary>
    private static IReadOnlyList<string> Lines(string area)
    {
        var words = area.Replace("Leicestershire", "Leics", StringComparison.Ordinal).Replace(" and ", " & ", StringComparison.Ordinal);
        if (words.Length <= 11 || words.LastIndexOf(' ') is not (> 0 and var space))
            return [Cut(words)];
        return [Cut(words[..space]), Cut(words[(space + 1)..])];

        static string Cut(string line) => line.Length <= 11 ? line : $"{line[..10]}…";
    }

    private static TagBuilder Hidden(TagBuilder drawing) => drawing.With("aria-hidden", "true").With("focusable", "false");

    private static TagBuilder Rectangle(string css, string x, string y, string width, string height) =>
        Markup.Element("rect", css).With("x", x).With("y", y).With("width", width).With("height", height);

    private static TagBuilder Line(string css, int x1, int y1, int x2, int y2) =>
        Markup.Element("line", css).With("x1", $"{x1}").With("y1", $"{y1}").With("x2", $"{x2}").With("y2", $"{y2}");

    private static TagBuilder Words(string css, int x, int y, string words, string size) =>
        Markup.Element("text", css, words).With("x", $"{x}").With("y", $"{y}").With("font-size", size);

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
