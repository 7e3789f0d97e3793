using System.Globalization;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Amounts as people keep them in spreadsheets and print them in papers (R90).</summary>
public static class SpreadsheetMoney
{
    /// <summary>Parses £6300.00, 900, £1,234.5, (12.50), £(12.50) and -12.50 (negative), and Nil, - and – (zero), with spaces around them.
    /// Null for a blank and for anything else: a blank is not zero, and nothing is guessed.</summary>
    public static Money? Parse(string? cell)
    {
        var text = (cell ?? "").Trim();
        if (text is "-" or "–" or "—" || text.Equals("nil", StringComparison.OrdinalIgnoreCase))
            return Money.Zero;
        if (text is ['(', .. var inner, ')'])
            return Below(inner);
        if (text is ['-' or '−', .. var rest])
            return Below(rest);
        if (text is ['£', .. var after] && after.TrimStart() is ['-', .. var below])
            return Below(below);
        if (text is ['£', .. var bracketed] && bracketed.TrimStart() is ['(', .. var under, ')'])
            return Below(under);
        return Money.Parse(text);
    }

    /// <summary>As <see cref="Parse"/>, and numbers as a spreadsheet stores them: floating point may be slightly off whole pence. Three
    /// digits after a point are no amount: they may be thousands.</summary>
    public static Money? ParseCell(string cell) => Parse(cell) ?? Stored(cell);

    private static Money? Stored(string text)
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

    private static Money? Below(string text) => Money.Parse(text) is { } amount ? Money.Zero - amount : null;
}
