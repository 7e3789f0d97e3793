using System.Globalization;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Reads a sheet of spending as people keep it: one or two header rows, totals, blanks, and amounts in many formats
/// (R90).</summary>
public static class SpendingSheet
{
    private static readonly string[] AreaWords = ["area", "csp", "partnership", "district"],
        AmountWords = ["amount", "spend", "spent", "expenditure", "cost", "£"],
        DateWords = ["date", "paid"],
        WhatWords = ["project", "description", "what", "details", "item", "reason"];

    /// <param name="areas">Every name and alias, in any case, with its area id.</param>
    public static SpendingRead Read(IReadOnlyList<IReadOnlyList<string>> sheet, FinancialYear year, IReadOnlyDictionary<string, Guid> areas)
    {
        if (Header(sheet) is not { } header)
            return new(
                [],
                [],
                "No row names an area and an amount. The file needs a heading for the area (for example Area or CSP) and one for the amount (for example Amount or Expenditure)."
            );
        var (rows, totals) = (new List<SpendingRow>(), new List<int>());
        for (var i = header.Row + 1; i < sheet.Count; i++)
        {
            string Cell(int? column) => column is { } at && at < sheet[i].Count ? Clean(sheet[i][at]) : "";
            if (sheet[i].All(cell => Clean(cell).Length == 0))
                continue;
            // A second header row has neither a known area nor an amount.
            if (
                i == header.Row + 1
                && SpreadsheetMoney.Parse(Cell(header.Amount)) is null
                && Number(Cell(header.Amount)) is null
                && Money.Meant(Cell(header.Amount)) is null
                && !areas.ContainsKey(Plain(Cell(header.Area)))
            )
                continue;
            if (sheet[i].Any(cell => Plain(cell) is "total" or "totals" or "grand total" or "sub-total" or "subtotal"))
            {
                totals.Add(i + 1);
                continue;
            }
            rows.Add(
                RowOf(
                    i + 1,
                    Cell(header.Area),
                    Cell(header.Amount),
                    Cell(header.Date),
                    Cell(header.What),
                    header.Date is not null,
                    year,
                    areas
                )
            );
        }
        return new(rows, totals, rows.Count == 0 ? "The file has headings but no rows of spending" : null);
    }

    private static SpendingRow RowOf(
        int number,
        string area,
        string amount,
        string date,
        string what,
        bool hasDates,
        FinancialYear year,
        IReadOnlyDictionary<string, Guid> areas
    )
    {
        var problems = new List<string>();
        Guid? found = areas.TryGetValue(Plain(area), out var id) ? id : null;
        if (area.Length == 0)
            problems.Add("no area");
        else if (found is null)
            problems.Add($"\"{area}\" is not a known area");
        var read = SpreadsheetMoney.Parse(amount) ?? Number(amount);
        if (amount.Length == 0)
            problems.Add("no amount; write Nil or 0 if nothing was spent");
        else if (read is null)
            problems.Add(Money.WhyNot(amount, $"\"{amount}\" is not an amount in pounds and pence"));
        else if (read < Money.Zero)
            problems.Add($"{read} is less than zero; reverse the earlier spending instead");
        var on = Date(date);
        if (!hasDates)
            on = year.End;
        else if (on is null)
            problems.Add(date.Length == 0 ? "no date" : $"\"{date}\" is not a date such as 27/03/2025");
        else if (!year.Contains(on.Value))
            problems.Add($"{LondonTime.Date(on.Value)} is not in {year}");
        return new(number, area, amount, date, what, found, read, on, problems);
    }

    private static (int Row, int Area, int Amount, int? Date, int? What)? Header(IReadOnlyList<IReadOnlyList<string>> sheet)
    {
        for (var i = 0; i < Math.Min(sheet.Count, 15); i++)
        {
            int? Column(string[] words) =>
                sheet[i]
                    .Select((cell, c) => (Text: Plain(cell), c))
                    .Where(pair =>
                        pair.Text.Length is > 0 and < 60 && words.Any(word => pair.Text.Contains(word, StringComparison.Ordinal))
                    )
                    .Select(pair => (int?)pair.c)
                    .FirstOrDefault();
            if (Column(AreaWords) is { } area && Column(AmountWords) is { } amount && area != amount)
                return (
                    i,
                    area,
                    amount,
                    Column(DateWords) is { } date && date != area && date != amount ? date : null,
                    Column(WhatWords) is { } what && what != area && what != amount ? what : null
                );
        }
        return null;
    }

    /// <summary>A number as a spreadsheet stores it: floating point may be slightly off whole pence. Three digits after a point are none: they
    /// may be thousands.</summary>
    private static Money? Number(string text)
    {
        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var value
            )
            || Math.Abs(value) > 999_999_999
            || text is [.., '.', _, _, _]
        )
            return null;
        var pence = Math.Round(value * 100, MidpointRounding.AwayFromZero);
        return Math.Abs(value * 100 - pence) < 0.0001m ? new Money((long)pence) : null;
    }

    private static DateOnly? Date(string text)
    {
        if (
            DateOnly.TryParseExact(
                text,
                ["d/M/yyyy", "dd/MM/yyyy", "d/M/yy", "yyyy-MM-dd", "d MMMM yyyy", "d MMM yyyy", "d-MMM-yy", "d-M-yyyy"],
                CultureInfo.GetCultureInfo("en-GB"),
                DateTimeStyles.None,
                out var day
            )
        )
            return day;
        // A spreadsheet's day number, counted from 1900.
        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial is > 36_000 and < 60_000
            ? DateOnly.FromDateTime(DateTime.FromOADate(serial))
            : null;
    }

    public static string Plain(string text) =>
        string.Join(
            ' ',
            text.Replace('\u00a0', ' ')
                .Replace("&", " and ", StringComparison.Ordinal)
                .ToLowerInvariant()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static string Clean(string text) =>
        string.Join(' ', text.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
