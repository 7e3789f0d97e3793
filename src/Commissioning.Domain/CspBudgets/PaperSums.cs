using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.CspBudgets;

/// <summary>The sums that a paper makes itself: totals, what remains, and percentages.</summary>
internal static partial class PaperSums
{
    public static IEnumerable<PaperSlip> SlipsOf(PaperReader.ReadTable table)
    {
        Money? At(PaperReader.ReadRow row, int column) =>
            column >= 0 && column < row.Cells.Count ? SpreadsheetMoney.Parse(row.Cells[column].Trim().TrimEnd('*')) : null;
        int Of(string column)
        {
            var places = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i] == column).ToList();
            return places.Count == 1 ? places[0] : -1;
        }
        var rows = table
            .Rows.Where(row => !row.IsTotal && !PaperVocabulary.Plain(row.Label).StartsWith("sub", StringComparison.Ordinal))
            .ToList();
        foreach (var total in table.Rows.Where(row => row.IsTotal).Take(1))
            for (var i = 1; i < table.Columns.Count; i++)
            {
                var above = rows.Where(row => i < row.Cells.Count && row.Cells[i].Trim().Length > 0).ToList();
                if (
                    At(total, i) is { } printed
                    && above.Count > 1
                    && above.All(row => At(row, i) is not null)
                    && above.Select(row => At(row, i)!.Value).Sum() is var sum
                    && sum != printed
                )
                    yield return new(
                        total.Place,
                        $"{total.Label}, column {i + 1}",
                        total.Cells[i].Trim(),
                        printed,
                        sum,
                        $"the rows above come to {sum}, so the total is out by {printed - sum}"
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
                    row.Place,
                    $"{row.Label}, remaining",
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
                yield return new(row.Place, $"{row.Label}, per cent", row.Cells[percent].Trim(), null, null, wrong);
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

    private static string? WrongPercentage(string printed, long part, long whole)
    {
        var text = printed.Trim().TrimEnd('%').Trim();
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            return null;
        var decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        var exact = part * 100m / whole;
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
