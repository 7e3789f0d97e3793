using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.CspBudgets;

/// <summary>The sums that a paper makes itself: totals, what remains, and percentages.</summary>
internal static partial class PaperSums
{
    /// <summary>An amount of a table's cell: also as Excel stores it (8093.679999999993), and 12.50CR, which is below zero.</summary>
    public static Money? Amount(string cell)
    {
        var text = cell.Trim();
        if (text.StartsWith("GBP", StringComparison.OrdinalIgnoreCase))
            text = text[3..].TrimStart();
        if (text.EndsWith("DR", StringComparison.OrdinalIgnoreCase))
            return SpreadsheetMoney.ParseCell(text[..^2].TrimEnd());
        return text.EndsWith("CR", StringComparison.OrdinalIgnoreCase)
            ? SpreadsheetMoney.ParseCell(text[..^2].TrimEnd()) is { } credit
                ? Money.Zero - credit
                : null
            : SpreadsheetMoney.ParseCell(text);
    }

    public static IEnumerable<PaperSlip> SlipsOf(PaperReader.ReadTable table, PaperVocabulary words)
    {
        Money? At(PaperReader.ReadRow row, int column) =>
            column >= 0 && column < row.Cells.Count ? Amount(row.Cells[column].Trim().TrimEnd('*', '†', '¹', '²', '³')) : null;
        int Of(string column)
        {
            var places = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i] == column).ToList();
            return places.Count == 1 ? places[0] : -1;
        }
        var rows = table
            .Rows.Where(row => !row.IsTotal && !PaperVocabulary.Plain(row.Label).StartsWith("sub", StringComparison.Ordinal))
            .ToList();
        var twice = rows.GroupBy(row => words.RowOf(row.Label)).Where(group => group.Key is not null && group.Count() > 1).ToList();
        foreach (var group in twice)
            yield return new(
                group.Last().Place,
                $"{group.Key}: printed {(group.Count() == 2 ? "twice" : $"{group.Count()} times")}",
                group.Last().Label,
                null,
                null,
                $"{group.Key} has {group.Count()} rows in this table, so its totals may be out"
            );
        var areas = words.Areas.Select(area => area.Row).Distinct().ToList();
        var missing = areas.Except(rows.Select(row => words.RowOf(row.Label) ?? "")).ToList();
        var outside = missing.Count > 0 && missing.Count * 2 < areas.Count ? $". Not in the table: {string.Join(", ", missing)}" : "";
        // A row that is printed twice is one slip, and the totals are right without it.
        var once = twice.Count == 0 ? rows : rows.DistinctBy(row => words.RowOf(row.Label) ?? row.Label).ToList();
        foreach (var total in table.Rows.Where(row => row.IsTotal).Take(1))
            for (var i = 1; i < table.Columns.Count; i++)
            {
                var above = rows.Where(row => i < row.Cells.Count && row.Cells[i].Trim().Length > 0).ToList();
                if (
                    table.Columns[i] != PaperVocabulary.Percent
                    && At(total, i) is { } printed
                    && above.Count > 1
                    && above.All(row => At(row, i) is not null)
                    && above.Select(row => At(row, i)!.Value).Sum() is var sum
                    && sum != printed
                    && once.Select(row => At(row, i) ?? Money.Zero).Sum() != printed
                )
                    yield return new(
                        total.PlaceOf(i),
                        $"{total.Label}: {(table.Columns[i] is { Length: > 0 } column ? column : $"column {i + 1}")}",
                        total.Cells[i].Trim(),
                        printed,
                        sum,
                        $"the rows above come to {sum}, so the total is out by {printed - sum}{outside}"
                    );
            }
        var (allocation, expenditure, remaining, returned, percent) = (
            Of("allocation"),
            Of("expenditure"),
            Of("remaining"),
            Of("returned"),
            Of(PaperVocabulary.Percent)
        );
        foreach (var row in table.Rows)
        {
            if (
                At(row, allocation) is { } had
                && At(row, expenditure) is { } spent
                && At(row, remaining) is { } left
                && had - spent - (At(row, returned) ?? Money.Zero) is var difference
                && difference != left
            )
                yield return new(
                    row.PlaceOf(remaining),
                    $"{row.Label}: remaining",
                    row.Cells[remaining].Trim(),
                    left,
                    difference,
                    $"allocation less expenditure is {difference}, so it is out by {left - difference}"
                );
            if (
                percent >= 0
                && percent < row.Cells.Count
                && At(row, allocation) is { Pence: > 0 } whole
                && At(row, expenditure) is { } part
                && WrongPercentage(row.Cells[percent], part.Pence, whole.Pence) is { } wrong
            )
                yield return new(row.PlaceOf(percent), $"{row.Label}: per cent", row.Cells[percent].Trim(), null, null, wrong);
        }
    }

    /// <summary>Such as "£305,327.80 of £313,421.48 (97.4%)" and "4 of 9 areas (44%)".</summary>
    public static IEnumerable<PaperSlip> PercentagesIn(string place, string sentence)
    {
        foreach (Match match in Share().Matches(sentence))
            if (
                Money.Parse(match.Groups["part"].Value) is { } part
                && Money.Parse(match.Groups["whole"].Value) is { Pence: > 0 } whole
                && WrongPercentage(match.Groups["percent"].Value, part.Pence, whole.Pence) is { } wrong
            )
                yield return new(place, match.Value, match.Groups["percent"].Value + "%", null, null, wrong);
    }

    public static string? WrongPercentage(string printed, long part, long whole)
    {
        var text = printed.Trim().TrimEnd('%').Trim();
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            return null;
        var decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        var exact = part * 100m / whole;
        // A spreadsheet stores 97.4% as 0.974.
        if (!printed.Contains('%') && percent <= 1.5m && Math.Abs(exact / 100 - percent) * 2 <= Unit(decimals))
            return null;
        return decimals > 6 || Math.Abs(exact - percent) * 2 <= Unit(decimals)
            ? null
            : $"the fraction is {Math.Round(exact, decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)}%";
    }

    private static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (var i = 0; i < decimals; i++)
            unit /= 10;
        return unit;
    }

    [GeneratedRegex(
        @"(?<![\w.,])(?<part>£?[0-9][0-9,]*(\.[0-9]+)?) (out )?of (the |its |their )?(?<whole>£?[0-9][0-9,]*(\.[0-9]+)?)( [a-z]+){0,3} ?,? \(?(?<percent>[0-9]+(\.[0-9]+)?) ?(%|per cent)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Share();
}
